package dev.slipway.deployer.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/** Credentials from another provider, whose failures are told apart from those of a call. */
record Credentials(AwsCredentialsProvider from) implements AwsCredentialsProvider {

    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return from.resolveCredentials();
        } catch (SdkException e) {
            throw NoCredentials.because(e);
        }
    }
}
