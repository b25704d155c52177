package dev.slipway.sandbox.tasks;

/** A container that could not be started. The message is what ECS would give as the reason. */
public final class CannotRun extends Exception {
    private static final long serialVersionUID = 1L;

    private CannotRun(String message) {
        super(message);
    }

    /** Its image is not there or can't be read. */
    static CannotRun pull(String why) {
        return new CannotRun("CannotPullContainerError: " + why);
    }

    /** Its image is there, but no process can be made of it. */
    static CannotRun start(String why) {
        return new CannotRun("CannotStartContainerError: " + why);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
