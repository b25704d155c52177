/**
 * What goes wrong at AWS, on request: throttled and failing calls, and events that are lost, doubled, late or out of order.
 * Must not change what the model does: it stands before and behind it.
 */
@NullMarked
package dev.slipway.sandbox.faults;

import org.jspecify.annotations.NullMarked;
