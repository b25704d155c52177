package dev.slipway.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.Sandbox;
import dev.slipway.testkit.Eventually;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.ssm.SsmClient;

/** AWS's clients of one sandbox, and what a test wants written and read with all of them. */
final class KeptClients implements AutoCloseable {
    final URI endpoint;
    private final Runnable end;
    private final SdkHttpClient http = Apache5HttpClient.create();
    final EcsClient ecs;
    final EcrClient ecr;
    final SsmClient ssm;
    final SqsClient sqs;
    final S3Client s3;
    final DynamoDbClient dynamo;
    private final EventBridgeClient events;
    private final ElasticLoadBalancingV2Client elb;
    private final CloudWatchClient cloudWatch;

    KeptClients(Sandbox sandbox) {
        this(sandbox.endpoint(), sandbox::close);
    }

    KeptClients(URI endpoint) {
        this(endpoint, () -> {});
    }

    private KeptClients(URI endpoint, Runnable end) {
        this.endpoint = endpoint;
        this.end = end;
        ecs = client(EcsClient.builder());
        ecr = client(EcrClient.builder());
        ssm = client(SsmClient.builder());
        sqs = client(SqsClient.builder());
        s3 = client(S3Client.builder().forcePathStyle(true));
        dynamo = client(DynamoDbClient.builder());
        events = client(EventBridgeClient.builder());
        elb = client(ElasticLoadBalancingV2Client.builder());
        cloudWatch = client(CloudWatchClient.builder());
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("deployer", "any")))
                .httpClient(http)
                .build();
    }

    private static ContainerDefinition app() {
        return ContainerDefinition.builder()
                .name("app")
                .image("public/todo@sha256:" + "a".repeat(64))
                .build();
    }

    void writeInEveryService() {
        ecs.createCluster(create -> create.clusterName("main"));
        ecs.registerTaskDefinition(register -> register.family("todo").containerDefinitions(app()));
        ecr.createRepository(create -> create.repositoryName("todo"));
        ssm.putParameter(put -> put.name("/a").value("1").type("String"));
        ssm.putParameter(put -> put.name("/a").value("2").overwrite(true));
        String queue = sqs.createQueue(create -> create.queueName("q")
                        .attributes(
                                Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "7", QueueAttributeName.POLICY, "{}")))
                .queueUrl();
        events.putRule(put -> put.name("all").eventPattern("{\"source\":[\"slipway\"]}"));
        events.putTargets(put -> put.rule("all")
                .targets(Target.builder()
                        .id("q")
                        .arn("arn:aws:sqs:eu-west-1:123456789012:q")
                        .build()));
        sqs.sendMessage(send -> send.queueUrl(queue).messageBody("hello").delaySeconds(600));
        dynamo.createTable(create -> create.tableName("journal")
                .keySchema(KeySchemaElement.builder()
                        .attributeName("pk")
                        .keyType("HASH")
                        .build())
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("pk")
                        .attributeType("S")
                        .build())
                .billingMode("PAY_PER_REQUEST"));
        dynamo.putItem(put -> put.tableName("journal")
                .item(Map.of("pk", AttributeValue.fromS("a"), "n", AttributeValue.fromN("1.50"))));
        s3.createBucket(create -> create.bucket("configuration"));
        s3.putObject(
                put -> put.bucket("configuration").key("ä/b c").contentType("text/plain"),
                RequestBody.fromString("text"));
        String balancer = elb.createLoadBalancer(create -> create.name("lb").subnets("subnet-1", "subnet-2"))
                .loadBalancers()
                .getFirst()
                .loadBalancerArn();
        String group = elb.createTargetGroup(create -> create.name("blue")
                        .protocol("HTTP")
                        .port(80)
                        .vpcId("vpc-1")
                        .targetType("ip"))
                .targetGroups()
                .getFirst()
                .targetGroupArn();
        elb.createListener(create -> create.loadBalancerArn(balancer)
                .protocol("HTTP")
                .port(18_099)
                .defaultActions(
                        Action.builder().type("forward").targetGroupArn(group).build()));
        cloudWatch.putMetricAlarm(put -> put.alarmName("5xx")
                .metricName("m")
                .namespace("n")
                .statistic("Sum")
                .period(60)
                .evaluationPeriods(1)
                .threshold(1.0)
                .comparisonOperator("GreaterThanThreshold"));
    }

    List<String> readFromEveryService() {
        var read = new ArrayList<Object>();
        read.add(ecs.describeClusters(describe -> describe.clusters("main")));
        read.add(ecs.describeTaskDefinition(describe -> describe.taskDefinition("todo:1")));
        read.add(ecr.describeRepositories().repositories().getFirst().createdAt());
        read.add(ssm.getParameterHistory(get -> get.name("/a")));
        String queue = sqs.getQueueUrl(get -> get.queueName("q")).queueUrl();
        read.add(sqs.getQueueAttributes(get -> get.queueUrl(queue)
                        .attributeNames(
                                QueueAttributeName.POLICY,
                                QueueAttributeName.VISIBILITY_TIMEOUT,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .attributes());
        read.add(events.describeRule(describe -> describe.name("all")));
        read.add(events.listTargetsByRule(list -> list.rule("all")));
        read.add(dynamo.describeTable(describe -> describe.tableName("journal")));
        read.add(dynamo.scan(scan -> scan.tableName("journal")).items());
        read.add(s3.listObjectsV2(list -> list.bucket("configuration")).contents());
        read.add(s3.getObjectAsBytes(get -> get.bucket("configuration").key("ä/b c")));
        read.add(elb.describeLoadBalancers());
        read.add(elb.describeListeners(describe -> describe.loadBalancerArn(
                elb.describeLoadBalancers().loadBalancers().getFirst().loadBalancerArn())));
        read.add(elb.describeTargetGroups());
        read.add(cloudWatch.describeAlarms().metricAlarms());
        return read.stream().map(Object::toString).toList();
    }

    /** A service without load balancer whose first deployment waits at a hook, its task running. */
    ServiceDeployment deploymentAtItsHook() {
        ecs.createCluster(create -> create.clusterName("main"));
        ecs.registerTaskDefinition(register -> register.family("worker").containerDefinitions(app()));
        ecs.createService(create -> create.cluster("main")
                .serviceName("worker")
                .taskDefinition("worker:1")
                .desiredCount(1)
                .deploymentConfiguration(configuration -> configuration
                        .strategy("BLUE_GREEN")
                        .bakeTimeInMinutes(0)
                        .lifecycleHooks(DeploymentLifecycleHook.builder()
                                .targetType("PAUSE")
                                .lifecycleStagesWithStrings("POST_SCALE_UP")
                                .timeoutConfiguration(
                                        timeout -> timeout.timeoutInMinutes(60).action("ROLLBACK"))
                                .build())));
        return Eventually.get(Duration.ofSeconds(30), () -> {
            String arn = ecs.listServiceDeployments(list -> list.cluster("main").service("worker"))
                    .serviceDeployments()
                    .getFirst()
                    .serviceDeploymentArn();
            ServiceDeployment deployment = deployment(arn);
            assertThat(deployment.lifecycleHookDetails()).hasSize(1);
            return deployment;
        });
    }

    ServiceDeployment deployment(String arn) {
        return ecs.describeServiceDeployments(describe -> describe.serviceDeploymentArns(arn))
                .serviceDeployments()
                .getFirst();
    }

    /** The ARN of the one running task; empty if there is none. */
    String runningTask() {
        var running = ecs.listTasks(list -> list.cluster("main").serviceName("worker"))
                .taskArns();
        return running.isEmpty() ? "" : running.getFirst();
    }

    @Override
    public void close() {
        http.close();
        end.run();
    }
}
