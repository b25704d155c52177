package dev.slipway.deployer.reconcile.port;

/**
 * A call that did not give an answer we can use. Adapters translate every SDK exception into one of these, so that none
 * crosses into the shell.
 */
public final class PortFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of failure, which decides what may be done about it. */
    public enum Kind {
        /** AWS asked us to slow down; nothing was changed. */
        THROTTLED,
        /** No answer came in time, or a 5xx: the effect may or may not have taken place. */
        UNCERTAIN,
        /** Our credentials do not allow it, are missing or have expired. */
        DENIED,
        /** What was asked about does not exist. */
        NOT_FOUND,
        /** AWS says that this can't be done: a 4xx with a code. */
        REFUSED
    }

    private final Kind kind;
    private final String action;
    private final String code;

    private PortFailure(Kind kind, String action, String code, String message) {
        super(message, null, false, false);
        this.kind = kind;
        this.action = action;
        this.code = code;
    }

    public static PortFailure throttled(String action, String message) {
        return new PortFailure(Kind.THROTTLED, action, "ThrottlingException", message);
    }

    public static PortFailure uncertain(String action, String message) {
        return new PortFailure(Kind.UNCERTAIN, action, "", message);
    }

    public static PortFailure denied(String action, String code, String message) {
        return new PortFailure(Kind.DENIED, action, code, message);
    }

    public static PortFailure notFound(String action, String code, String message) {
        return new PortFailure(Kind.NOT_FOUND, action, code, message);
    }

    public static PortFailure refused(String action, String code, String message) {
        return new PortFailure(Kind.REFUSED, action, code, message);
    }

    public Kind kind() {
        return kind;
    }

    /** The IAM name of the call, such as {@code ecs:UpdateService}. */
    public String action() {
        return action;
    }

    /** AWS's error code; empty if no answer came. */
    public String code() {
        return code;
    }

    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }
}
