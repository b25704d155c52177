/**
 * What moves the model: the one lock, the one timer, and the ports through which its wishes reach the world. Must not know
 * how a task is run or a request is proxied.
 */
@NullMarked
package dev.slipway.sandbox.drive;

import org.jspecify.annotations.NullMarked;
