package dev.slipway.deployer.aws;

import dev.slipway.deployer.reconcile.port.PortFailure;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** The one place where the SDK's exceptions and AWS's error codes become {@link PortFailure}s. */
final class Failures {
    /** Those that {@code isThrottlingException} does not know. SSM: two writes of one parameter at once. */
    private static final Set<String> MORE_THROTTLING = Set.of("TooManyUpdates", "TooManyUpdatesException");

    private static final Set<String> DENIED = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "AuthFailure",
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "IncompleteSignatureException",
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "KmsAccessDenied",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "NotAuthorized",
            "OptInRequired",
            "RequestExpired",
            "SignatureDoesNotMatch",
            "UnauthorizedOperation",
            "UnrecognizedClientException");

    private Failures() {}

    static PortFailure of(String action, SdkException failure) {
        return failure instanceof AwsServiceException answered
                ? answered(action, answered)
                : PortFailure.uncertain(action, action + " got no answer: " + text(failure));
    }

    static PortFailure of(String action, NoCredentials failure) {
        return PortFailure.denied(
                action, "NoCredentials", action + " was not sent, for want of credentials: " + text(failure));
    }

    /** For answers that are a success as HTTP and hold a code of failure inside. */
    static PortFailure of(String action, String code, String message) {
        String text = action + " was answered '" + code + "'" + (message.isEmpty() ? "" : ": " + message);
        return switch (code) {
            case "ThrottlingException", "Throttling" -> PortFailure.throttled(action, text);
            case "InternalFailure", "InternalException", "ServiceUnavailable" -> PortFailure.uncertain(action, text);
            default -> byCode(action, code, text);
        };
    }

    private static PortFailure answered(String action, AwsServiceException failure) {
        String code = code(failure);
        String text = action + " was answered '" + code + "' (HTTP " + failure.statusCode() + "): " + detail(failure);
        if (failure.isThrottlingException() || MORE_THROTTLING.contains(code)) {
            return PortFailure.throttled(action, text);
        }
        if (failure.statusCode() >= 500 || failure.statusCode() == 408) {
            return PortFailure.uncertain(action, text);
        }
        boolean isUnnamed = code.isEmpty() && (failure.statusCode() == 401 || failure.statusCode() == 403);
        return isUnnamed ? PortFailure.denied(action, code, text) : byCode(action, code, text);
    }

    private static PortFailure byCode(String action, String code, String text) {
        if (DENIED.contains(code)) {
            return PortFailure.denied(action, code, text);
        }
        return isNotFound(code) ? PortFailure.notFound(action, code, text) : PortFailure.refused(action, code, text);
    }

    /** AWS's families of codes: ServiceNotFoundException, RuleNotFound, QueueDoesNotExist, NonExistentQueue. */
    private static boolean isNotFound(String code) {
        return code.contains("NotFound") || code.contains("DoesNotExist") || code.contains("NonExistent");
    }

    /** AWS's error code; empty if the answer had none. */
    static String code(AwsServiceException failure) {
        String code = failure.awsErrorDetails() == null
                ? null
                : failure.awsErrorDetails().errorCode();
        return code == null ? "" : code;
    }

    private static String detail(AwsServiceException failure) {
        String message = failure.awsErrorDetails() == null
                ? null
                : failure.awsErrorDetails().errorMessage();
        String request = failure.requestId() == null ? "" : " (request " + failure.requestId() + ")";
        return (message == null || message.isEmpty() ? "no message" : message) + request;
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
