package dev.slipway.sandbox.wire;

import dev.slipway.sandbox.Sandbox;
import dev.slipway.sandbox.Settings;
import dev.slipway.sandbox.Wiring;
import dev.slipway.sandbox.awsmodel.KnownToTheSdk;
import dev.slipway.sandbox.awsmodel.Witness;
import dev.slipway.sandbox.model.Pace;
import dev.slipway.sandbox.tasks.RunTasks;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * A sandbox on a free port, its tasks simulated, for the tests of one class; and AWS's own clients for it.
 * Every answer is compared with AWS's service models, and every answer an SDK read with what the SDK made of it: the class
 * fails at its end if one did not fit.
 */
public final class Served implements BeforeAllCallback, AfterAllCallback {
    /** A queue's policy without which EventBridge sends nothing to it. */
    static final String EVENTS_MAY_SEND = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"Service\":\"events.amazonaws.com\"},\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\"}]}";

    private final Witness witness = new Witness();
    private final Heard heard = new Heard();
    private final Pace pace;
    private @Nullable Sandbox sandbox;
    private @Nullable SdkHttpClient http;
    /** A class and those nested in it each announce themselves. */
    private int classes;

    /** At real pace. */
    public Served() {
        this(Pace.REAL);
    }

    /** At this pace. */
    Served(Pace pace) {
        this.pace = pace;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        if (classes++ > 0) {
            return;
        }
        http = Apache5HttpClient.create();
        sandbox = Wiring.start(
                Settings.DEFAULT.withPort(0).withTasks(RunTasks.SIMULATED).withPace(pace), witness.andThen(heard));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (--classes > 0) {
            return;
        }
        sandbox().close();
        if (http != null) {
            http.close();
        }
        witness.close();
    }

    Sandbox sandbox() {
        if (sandbox == null) {
            throw new IllegalStateException("not started");
        }
        return sandbox;
    }

    /** What was asked of it and answered. */
    Heard heard() {
        return heard;
    }

    /** A client whose access key is {@code deployer}. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return client(builder, sandbox().endpoint());
    }

    /** The same, for which the sandbox is at {@code endpoint}. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("deployer", "any")))
                .httpClient(http)
                .overrideConfiguration(builder.overrideConfiguration().toBuilder()
                        .addExecutionInterceptor(new KnownToTheSdk(witness))
                        .build())
                .build();
    }
}
