package dev.slipway.deployer.aws;

import software.amazon.awssdk.core.exception.SdkException;

/** There is nothing to sign a request with; kept apart from other client errors, which the SDK tells apart by text only. */
final class NoCredentials extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private NoCredentials(String message, SdkException cause) {
        super(message, cause);
    }

    static NoCredentials because(SdkException cause) {
        String message = cause.getMessage();
        return new NoCredentials(message == null ? "no credentials were found" : message, cause);
    }
}
