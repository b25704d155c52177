package dev.slipway.sandbox.model;

/**
 * A call whose answer depends on who makes it. The component {@code caller} is no member of AWS's request: it is filled
 * in from the request's credentials.
 *
 * @param <R> what it is answered with
 */
public interface SignedCall<R> extends Call<R> {

    /** The caller's ARN. */
    String caller();
}
