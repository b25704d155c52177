/**
 * The proof by simulation: the real deciders, reconciler and journal protocol on a virtual clock against the sandbox's
 * model, with faults, crashes and people. One seed is one run, and always the same one. Reads no clock and sleeps nowhere.
 */
@NullMarked
package dev.slipway.deployer.simulation;

import org.jspecify.annotations.NullMarked;
