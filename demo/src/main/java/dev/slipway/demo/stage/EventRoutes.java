package dev.slipway.demo.stage;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The way of an event: EventBridge rules, the deployer's queue, and the queue for what nobody could read. */
public final class EventRoutes {
    private final SqsClient sqs;
    private final EventBridgeClient events;

    /** To be made by these clients. */
    public EventRoutes(SqsClient sqs, EventBridgeClient events) {
        this.sqs = sqs;
        this.events = events;
    }

    /** Makes all of it; answers the queue's URL. */
    public String build() {
        String deadLetters = arn(queue(Names.DEAD_LETTERS, Map.of()));
        String url = queue(
                Names.QUEUE,
                Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        "30",
                        QueueAttributeName.REDRIVE_POLICY,
                        Json.object(Map.of("deadLetterTargetArn", deadLetters, "maxReceiveCount", 5))));
        String arn = arn(url);
        List<String> rules = List.of(
                route("images", arn, images()),
                route("deployments", arn, deployments()),
                route("stopped-tasks", arn, stoppedTasks()),
                route("commands", arn, commands()));
        sqs.setQueueAttributes(
                request -> request.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, policy(arn, rules))));
        return url;
    }

    private String queue(String name, Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(request -> request.queueName(name).attributes(attributes))
                .queueUrl();
    }

    private String arn(String url) {
        return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
    }

    private String route(String name, String queueArn, String pattern) {
        String rule = Names.PREFIX + "-" + name;
        String arn = events.putRule(request -> request.name(rule).eventPattern(pattern))
                .ruleArn();
        Target queue = Target.builder().id("deployer").arn(queueArn).build();
        events.putTargets(request -> request.rule(rule).targets(queue));
        return arn;
    }

    private static String images() {
        return Json.object(Map.of(
                "source", List.of("aws.ecr"),
                "detail-type", List.of("ECR Image Action", "ECR Replication Action"),
                "detail", Map.of("action-type", List.of("PUSH", "REPLICATE"), "result", List.of("SUCCESS"))));
    }

    private static String deployments() {
        return Json.object(Map.of(
                "source", List.of("aws.ecs"),
                "detail-type", List.of("ECS Hook State Change", "ECS Deployment State Change")));
    }

    private static String stoppedTasks() {
        return Json.object(Map.of(
                "source", List.of("aws.ecs"),
                "detail-type", List.of("ECS Task State Change"),
                "detail", Map.of("lastStatus", List.of("STOPPED"))));
    }

    private static String commands() {
        return Json.object(Map.of(
                "source", List.of("aws.ssm"),
                "detail-type", List.of("Parameter Store Change"),
                "detail", Map.of("name", List.of(prefixed("command"), prefixed("admin")))));
    }

    private static Map<String, String> prefixed(String folder) {
        return Map.of("prefix", "/" + Names.PREFIX + "/" + folder + "/");
    }

    private static String policy(String queueArn, List<String> ruleArns) {
        return Json.object(Map.of(
                "Version",
                "2012-10-17",
                "Statement",
                List.of(Map.of(
                        "Effect",
                        "Allow",
                        "Principal",
                        Map.of("Service", "events.amazonaws.com"),
                        "Action",
                        "sqs:SendMessage",
                        "Resource",
                        queueArn,
                        "Condition",
                        Map.of("ArnEquals", Map.of("aws:SourceArn", ruleArns))))));
    }
}
