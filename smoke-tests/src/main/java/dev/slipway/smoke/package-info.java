/**
 * Slipway's smoke-test engine: its entry point and the place where its parts meet. Nothing else of the engine may use
 * this package.
 */
@NullMarked
package dev.slipway.smoke;

import org.jspecify.annotations.NullMarked;
