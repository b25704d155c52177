/**
 * What AWS does, as cases that run against the sandbox always and against a real account when asked. Knows AWS by its SDK
 * alone; must not reach into the sandbox.
 */
@NullMarked
package dev.slipway.sandbox.behaviour;

import org.jspecify.annotations.NullMarked;
