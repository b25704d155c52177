/**
 * {@code ./slipway demo}: the whole path from a push to users, played on the sandbox, and the judgement whether all of it
 * held. Must not use Slipway's other modules: it drives the packaged programs from outside, as a user would.
 */
@NullMarked
package dev.slipway.demo;

import org.jspecify.annotations.NullMarked;
