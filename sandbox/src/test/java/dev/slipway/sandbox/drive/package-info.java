@NullMarked
package dev.slipway.sandbox.drive;

import org.jspecify.annotations.NullMarked;
