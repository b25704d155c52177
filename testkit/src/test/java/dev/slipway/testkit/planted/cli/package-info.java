/** Planted for the tests of the house rules; never an example. */
@NullMarked
package dev.slipway.testkit.planted.cli;

import org.jspecify.annotations.NullMarked;
