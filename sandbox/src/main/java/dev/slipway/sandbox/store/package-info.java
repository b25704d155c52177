/**
 * What a sandbox keeps from one run to the next: a directory with a chronicle of every call that changed the model, from
 * which the same world comes out again. Must not know what a call does, but
 * that writes of items leave nothing but the items.
 */
@NullMarked
package dev.slipway.sandbox.store;

import org.jspecify.annotations.NullMarked;
