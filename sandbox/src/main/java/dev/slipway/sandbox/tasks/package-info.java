/**
 * Runs tasks: as containers of a Docker engine, as processes in a chroot, or only as if. Must not decide what runs; that is
 * the model's.
 */
@NullMarked
package dev.slipway.sandbox.tasks;

import org.jspecify.annotations.NullMarked;
