/** Puts a modelled AWS together from its parts, for the server and for simulations. Reads no clock, draws no randomness. */
@NullMarked
package dev.slipway.sandbox.world;

import org.jspecify.annotations.NullMarked;
