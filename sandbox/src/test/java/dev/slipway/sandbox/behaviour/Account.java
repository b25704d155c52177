package dev.slipway.sandbox.behaviour;

import dev.slipway.sandbox.Sandbox;
import dev.slipway.sandbox.Settings;
import dev.slipway.sandbox.Wiring;
import dev.slipway.sandbox.model.Pace;
import dev.slipway.sandbox.tasks.RunTasks;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
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
 * The AWS account the cases run in: a sandbox's, or with {@code -Daws.real=true} the one of the usual AWS settings. That
 * costs money, so it wants {@code -Daws.real.spending=acknowledged} too.
 */
final class Account implements BeforeAllCallback, AfterAllCallback {
    private final Map<String, Object> clients = new ConcurrentHashMap<>();
    private @Nullable Sandbox sandbox;
    private @Nullable SdkHttpClient http;

    /** What keeps a run against a real account from being begun by mistake; empty if nothing does. */
    static String objection(boolean isReal, String spending) {
        return isReal && !spending.equals("acknowledged")
                ? "This runs against a real AWS account: it makes queues, tables, repositories, parameters and an ECS service"
                        + " on Fargate, and removes them again. That costs money, some cents a run, and more if it is"
                        + " interrupted. To go on, add -Daws.real.spending=acknowledged"
                : "";
    }

    static boolean isReal() {
        return Boolean.getBoolean("aws.real");
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        String objection = objection(isReal(), System.getProperty("aws.real.spending", ""));
        if (!objection.isEmpty()) {
            throw new IllegalStateException(objection);
        }
        http = Apache5HttpClient.create();
        if (!isReal()) {
            sandbox = Wiring.start(Settings.DEFAULT
                    .withPort(0)
                    .withTasks(RunTasks.SIMULATED)
                    .withPace(new Pace(Duration.ofSeconds(2))));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (sandbox != null) {
            sandbox.close();
        }
        if (http != null) {
            http.close();
        }
    }

    /** What of a real account a run has to be told, {@code -Daws.real.<name>}; the sandbox takes anything. */
    String setting(String name, String inTheSandbox) {
        String told = System.getProperty("aws.real." + name);
        if (isReal() && told == null) {
            throw new IllegalStateException("a real account needs -Daws.real." + name);
        }
        return isReal() && told != null ? told : inTheSandbox;
    }

    /** A small public image, with a shell. */
    static String image() {
        return isReal()
                ? "public.ecr.aws/docker/library/busybox:stable"
                : "public.ecr.aws/docker/library/busybox@sha256:" + "a".repeat(64);
    }

    /** How long to wait for what AWS does by itself. */
    Duration patience() {
        return isReal() ? Duration.ofMinutes(10) : Duration.ofSeconds(30);
    }

    @SuppressWarnings("unchecked") // one client for each class of builder
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(Supplier<B> builder) {
        B fresh = builder.get();
        return (C) clients.computeIfAbsent(fresh.getClass().getName(), name -> made(fresh));
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> Object made(B builder) {
        builder.httpClient(http);
        if (sandbox != null) {
            builder.endpointOverride(sandbox.endpoint())
                    .region(Region.EU_WEST_1)
                    .credentialsProvider(
                            StaticCredentialsProvider.create(AwsBasicCredentials.create("somebody", "any")));
        }
        return builder.build();
    }
}
