package dev.slipway.sandbox.model;

/**
 * Something asked of the modelled world: one AWS action with its request members (a record named as the action, its
 * components named as AWS names them), or something the real world reports, such as a task that exited.
 *
 * @param <R> what it is answered with
 */
public interface Call<R> {}
