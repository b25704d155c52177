package dev.slipway.deployer.aws;

import dev.slipway.deployer.reconcile.port.Clock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The SDK's clients, over one HTTP client. Those for reading try twice; those with an effect try once, because only the
 * reconciler may decide that something is done again. None of them slows itself down by what it saw before.
 */
public record AwsClients(
        EcsClient ecsReads,
        EcsClient ecsEffects,
        ElasticLoadBalancingV2Client loadBalancers,
        CloudWatchClient cloudWatch,
        EcrClient ecr,
        DynamoDbClient dynamoReads,
        DynamoDbClient dynamoEffects,
        SqsClient sqs,
        SsmClient ssmReads,
        SsmClient ssmEffects,
        EventBridgeClient events,
        S3Client s3,
        SdkHttpClient http,
        AwsTime time)
        implements AutoCloseable {
    /** For a whole call, both attempts of a read included; long polls and fenced effects say their own. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    // Longer than the longest poll of a queue, 20 s; the timeout of a call ends what takes longer than it should.
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);
    private static final int MAX_CONNECTIONS = 100;

    /**
     * Where AWS is. What is empty is found in the SDK's own way: {@code AWS_ENDPOINT_URL}, {@code AWS_REGION}, profiles.
     *
     * @param ownEndpoint whether AWS is an emulator's endpoint, which has no host name for each bucket
     * @param credentials for instance the SDK's default chain
     */
    public record Access(
            Optional<URI> endpoint, Optional<Region> region, boolean ownEndpoint, AwsCredentialsProvider credentials) {}

    /**
     * Makes all of them.
     *
     * @throws software.amazon.awssdk.core.exception.SdkClientException if no region is configured
     */
    public static AwsClients of(Access access, Clock clock) {
        return of(access, clock, new ReadBudget());
    }

    static AwsClients of(Access access, Clock clock, ReadBudget budget) {
        SdkHttpClient http = Apache5HttpClient.builder()
                .connectionTimeout(CONNECT_TIMEOUT)
                .socketTimeout(SOCKET_TIMEOUT)
                .maxConnections(MAX_CONNECTIONS)
                .build();
        AwsTime time = new AwsTime(clock);
        Making reads = new Making(access, http, List.of(new Fence(clock), time), 2);
        Making effects = new Making(access, http, List.of(new Fence(clock), time), 1);
        Making ecsReads = new Making(access, http, List.of(budget, time), 2);
        return new AwsClients(
                ecsReads.make(EcsClient.builder()),
                effects.make(EcsClient.builder()),
                reads.make(ElasticLoadBalancingV2Client.builder()),
                reads.make(CloudWatchClient.builder()),
                reads.make(EcrClient.builder()),
                reads.make(DynamoDbClient.builder()),
                effects.make(DynamoDbClient.builder()),
                effects.make(SqsClient.builder()),
                reads.make(SsmClient.builder()),
                effects.make(SsmClient.builder()),
                effects.make(EventBridgeClient.builder()),
                reads.make(S3Client.builder().forcePathStyle(access.ownEndpoint())),
                http,
                time);
    }

    @Override
    public void close() {
        List.<SdkAutoCloseable>of(
                        ecsReads,
                        ecsEffects,
                        loadBalancers,
                        cloudWatch,
                        ecr,
                        dynamoReads,
                        dynamoEffects,
                        sqs,
                        ssmReads,
                        ssmEffects,
                        events,
                        s3,
                        http)
                .forEach(SdkAutoCloseable::close);
    }

    private record Making(Access access, SdkHttpClient http, List<ExecutionInterceptor> interceptors, int attempts) {
        Making {
            interceptors = List.copyOf(interceptors);
        }

        <B extends AwsClientBuilder<B, C> & software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder<B, C>, C>
                C make(B builder) {
            StandardRetryStrategy retries = attempts == 1
                    ? DefaultRetryStrategy.doNotRetry()
                    : DefaultRetryStrategy.standardStrategyBuilder()
                            .maxAttempts(attempts)
                            .build();
            builder.httpClient(http)
                    .credentialsProvider(new Credentials(access.credentials()))
                    .overrideConfiguration(ClientOverrideConfiguration.builder()
                            .retryStrategy(retries)
                            .apiCallTimeout(CALL_TIMEOUT)
                            .executionInterceptors(interceptors)
                            .build());
            access.endpoint().ifPresent(builder::endpointOverride);
            access.region().ifPresent(builder::region);
            return builder.build();
        }
    }
}
