/**
 * What a sandbox keeps from one run to the next: a directory with a chronicle of every call that changed the model, from
 * which the same world comes out again. Must not know what a call does.
 */
@NullMarked
package dev.slipway.sandbox.store;

import org.jspecify.annotations.NullMarked;
