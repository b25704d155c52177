package dev.slipway.smoke.net;

/** Calls back once, later. */
interface Timer {
    /**
     * Calls {@code ring} after so many nanoseconds; at once for zero.
     *
     * @return keeps it from calling, if it has not yet
     */
    Runnable after(long nanos, Runnable ring);
}
