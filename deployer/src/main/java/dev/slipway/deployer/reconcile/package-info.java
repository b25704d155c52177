/** The shell of a turn: observe, decide, write the intent, act, record; owns the ports. No locks, executors, futures or timers here. */
@NullMarked
package dev.slipway.deployer.reconcile;

import org.jspecify.annotations.NullMarked;
