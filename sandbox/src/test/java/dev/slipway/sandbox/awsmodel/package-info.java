/**
 * Compares answers and events with AWS's own service models. Must know nothing of how the sandbox makes them.
 */
@NullMarked
package dev.slipway.sandbox.awsmodel;

import org.jspecify.annotations.NullMarked;
