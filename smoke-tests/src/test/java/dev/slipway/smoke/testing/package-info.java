/** A clock and a network that do what a test says. Never in a product. */
@NullMarked
package dev.slipway.smoke.testing;

import org.jspecify.annotations.NullMarked;
