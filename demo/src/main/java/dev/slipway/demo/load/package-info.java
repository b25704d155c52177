/**
 * Users: constant traffic on one address, every request counted. Must not retry, and must not know what is being
 * released meanwhile.
 */
@NullMarked
package dev.slipway.demo.load;

import org.jspecify.annotations.NullMarked;
