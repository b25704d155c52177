package dev.slipway.demo.stage;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Unmodified AWS clients, told nothing but the endpoints, the region and some key. One connection pool for all. */
public final class AwsClients implements AutoCloseable {
    private final SdkHttpClient http =
            Apache5HttpClient.builder().connectionTimeout(Duration.ofSeconds(5)).build();
    private final AwsCredentialsProvider credentials;
    private final Names names;

    /** Clients of the AWS that is where {@code names} says. */
    public AwsClients(Names names) {
        this.names = names;
        this.credentials =
                StaticCredentialsProvider.create(AwsBasicCredentials.create(names.accessKey(), names.accessKey()));
    }

    public EcsClient ecs() {
        return built(EcsClient.builder(), "ECS");
    }

    public EcrClient ecr() {
        return built(EcrClient.builder(), "ECR");
    }

    public ElasticLoadBalancingV2Client elb() {
        return built(ElasticLoadBalancingV2Client.builder(), "Elastic Load Balancing v2");
    }

    public SqsClient sqs() {
        return built(SqsClient.builder(), "SQS");
    }

    public SsmClient ssm() {
        return built(SsmClient.builder(), "SSM");
    }

    public EventBridgeClient events() {
        return built(EventBridgeClient.builder(), "EventBridge");
    }

    public DynamoDbClient dynamo() {
        return built(DynamoDbClient.builder(), "DynamoDB");
    }

    public StsClient sts() {
        return built(StsClient.builder(), "STS");
    }

    @Override
    public void close() {
        http.close();
    }

    private <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C built(B builder, String service) {
        return builder.httpClient(http)
                .region(Region.of(names.region()))
                .credentialsProvider(credentials)
                .endpointOverride(URI.create(names.endpointOf(service)))
                .build();
    }
}
