package dev.slipway.sandbox.model;

import java.util.Map;

/** An answer of AWS that is an error: what a client sees as an exception. Nothing was changed by the call. */
public final class AwsRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final int httpStatus;
    private final transient Map<String, Object> members;

    private AwsRefusal(String code, int httpStatus, String message, Map<String, Object> members) {
        super(message, null, false, false);
        this.code = code;
        this.httpStatus = httpStatus;
        this.members = members;
    }

    /** A refusal that is the caller's fault: HTTP 400 with the service's error code. */
    public static AwsRefusal client(String code, String message) {
        return new AwsRefusal(code, 400, message, Map.of());
    }

    /** As {@link #client}, with further members of the error's shape, such as {@code resourceIds}. */
    public static AwsRefusal client(String code, String message, Map<String, Object> members) {
        return new AwsRefusal(code, 400, message, members);
    }

    /**
     * AWS would do it, but the sandbox does not model it: HTTP 400, code {@code NotModelledBySandbox}, so that nobody
     * mistakes it for AWS's opinion.
     */
    public static AwsRefusal notModelled(String message) {
        return new AwsRefusal("NotModelledBySandbox", 400, message, Map.of());
    }

    /** A refusal that is AWS's own fault: HTTP 500. */
    public static AwsRefusal server(String code, String message) {
        return new AwsRefusal(code, 500, message, Map.of());
    }

    /** Any refusal. */
    public static AwsRefusal of(int httpStatus, String code, String message) {
        return new AwsRefusal(code, httpStatus, message, Map.of());
    }

    /** AWS's error code, as the service model names the exception, without a namespace. */
    public String code() {
        return code;
    }

    public int httpStatus() {
        return httpStatus;
    }

    /** Further members of the error's shape; empty for most. */
    public Map<String, Object> members() {
        return members;
    }

    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }
}
