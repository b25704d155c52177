package dev.slipway.smoke.run;

/** A bug of ours ended a run. What it says of the bug names types and places only: a message might hold a secret. */
public final class RunBroken extends RuntimeException {
    private static final long serialVersionUID = 1;

    private RunBroken(String message, StackTraceElement[] places) {
        super(message, null, false, true);
        setStackTrace(places);
    }

    static RunBroken by(Throwable cause) {
        return cause instanceof RunBroken known
                ? known
                : new RunBroken("a run broke: " + cause.getClass().getName(), cause.getStackTrace());
    }
}
