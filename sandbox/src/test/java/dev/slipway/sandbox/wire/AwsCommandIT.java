package dev.slipway.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** AWS's own command line, unchanged, where it is installed. */
class AwsCommandIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    static final Served SERVED = new Served();

    @BeforeAll
    static void needsTheCommand() {
        boolean installed;
        try {
            installed = new ProcessBuilder("aws", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            installed = false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        Assumptions.assumeTrue(installed, "SKIPPED: the 'aws' command is not installed (pip install awscli)");
    }

    @Test
    void writesParametersAndReadsTheirHistory() throws Exception {
        aws("ssm", "put-parameter", "--name", "/slipway/command/todo", "--type", "String", "--value", "none");
        aws("ssm", "put-parameter", "--name", "/slipway/command/todo", "--value", "rollback", "--overwrite");

        JsonNode history = aws("ssm", "get-parameter-history", "--name", "/slipway/command/todo");

        assertThat(history.at("/Parameters/1/Value").asText()).isEqualTo("rollback");
        assertThat(history.at("/Parameters/1/LastModifiedUser").asText())
                .isEqualTo("arn:aws:iam::123456789012:user/operator");
    }

    @Test
    void sendsEventsThroughARuleToAQueue() throws Exception {
        String url = aws("sqs", "create-queue", "--queue-name", "events")
                .path("QueueUrl")
                .asText();
        aws("events", "put-rule", "--name", "all", "--event-pattern", "{\"source\":[\"slipway\"]}");
        String target = "[{\"Id\":\"queue\",\"Arn\":\"arn:aws:sqs:eu-west-1:123456789012:events\"}]";
        aws("events", "put-targets", "--rule", "all", "--targets", target);
        String policy = new ObjectMapper()
                .createObjectNode()
                .put("Policy", Served.EVENTS_MAY_SEND)
                .toString();
        aws("sqs", "set-queue-attributes", "--queue-url", url, "--attributes", policy);
        String entry =
                "[{\"Source\":\"slipway\",\"DetailType\":\"Live\",\"Detail\":\"{\\\"service\\\":\\\"todo\\\"}\"}]";
        aws("events", "put-events", "--entries", entry);

        JsonNode received = aws("sqs", "receive-message", "--queue-url", url, "--wait-time-seconds", "5");

        JsonNode event = JSON.readTree(received.at("/Messages/0/Body").asText());
        assertThat(event.at("/detail/service").asText()).isEqualTo("todo");
    }

    @Test
    void sendsAndReceivesMessages() throws Exception {
        String url = aws("sqs", "create-queue", "--queue-name", "messages")
                .path("QueueUrl")
                .asText();
        aws("sqs", "send-message", "--queue-url", url, "--message-body", "hello");

        JsonNode received = aws("sqs", "receive-message", "--queue-url", url);

        assertThat(received.at("/Messages/0/Body").asText()).isEqualTo("hello");
    }

    @Test
    void keepsItemsInATable() throws Exception {
        aws(
                "dynamodb",
                "create-table",
                "--table-name",
                "items",
                "--billing-mode",
                "PAY_PER_REQUEST",
                "--attribute-definitions",
                "AttributeName=pk,AttributeType=S",
                "--key-schema",
                "AttributeName=pk,KeyType=HASH");
        aws("dynamodb", "put-item", "--table-name", "items", "--item", "{\"pk\":{\"S\":\"a\"},\"n\":{\"N\":\"1\"}}");

        JsonNode found = aws(
                "dynamodb",
                "query",
                "--table-name",
                "items",
                "--key-condition-expression",
                "pk = :pk",
                "--expression-attribute-values",
                "{\":pk\":{\"S\":\"a\"}}");

        assertThat(found.path("Items").toString()).isEqualTo("[{\"n\":{\"N\":\"1\"},\"pk\":{\"S\":\"a\"}}]");
    }

    @Test
    void copiesFilesIntoABucketAndBack(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("a b.yaml"), "name: todo");
        aws("s3api", "create-bucket", "--bucket", "files");
        aws("s3", "cp", "--quiet", file.toString(), "s3://files/config/a b.yaml");
        aws(
                "s3",
                "cp",
                "--quiet",
                "s3://files/config/a b.yaml",
                directory.resolve("back").toString());

        JsonNode listed = aws("s3api", "list-objects-v2", "--bucket", "files");

        assertThat(directory.resolve("back")).hasContent("name: todo");
        assertThat(listed.at("/Contents/0/Key").asText()).isEqualTo("config/a b.yaml");
    }

    @Test
    void createsRepositories() throws Exception {
        JsonNode created = aws("ecr", "create-repository", "--repository-name", "shop/api");

        assertThat(created.at("/repository/repositoryUri").asText())
                .isEqualTo(SERVED.sandbox().endpoint().toString().substring("http://".length()) + "/shop/api");
    }

    @Test
    void describesServices() throws Exception {
        aws("ecs", "create-cluster", "--cluster-name", "main");
        String containers = "[{\"name\":\"app\",\"image\":\"127.0.0.1:4566/todo:v1\"}]";
        aws("ecs", "register-task-definition", "--family", "todo", "--container-definitions", containers);
        aws(
                "ecs",
                "create-service",
                "--cluster",
                "main",
                "--service-name",
                "todo",
                "--task-definition",
                "todo",
                "--desired-count",
                "1");

        JsonNode described = aws("ecs", "describe-services", "--cluster", "main", "--services", "todo");

        assertThat(described.at("/services/0/serviceArn").asText())
                .isEqualTo("arn:aws:ecs:eu-west-1:123456789012:service/main/todo");
    }

    @Test
    void describesLoadBalancers() throws Exception {
        aws("elbv2", "create-load-balancer", "--name", "shop", "--subnets", "subnet-1", "subnet-2");

        JsonNode described = aws("elbv2", "describe-load-balancers", "--names", "shop");

        assertThat(described.at("/LoadBalancers/0/State/Code").asText()).isEqualTo("active");
        assertThat(described.at("/LoadBalancers/0/CreatedTime").asText()).isNotEmpty();
    }

    @Test
    void setsAlarms() throws Exception {
        aws(
                "cloudwatch",
                "put-metric-alarm",
                "--alarm-name",
                "5xx",
                "--metric-name",
                "m",
                "--namespace",
                "n",
                "--period",
                "60",
                "--evaluation-periods",
                "1",
                "--threshold",
                "1",
                "--comparison-operator",
                "GreaterThanThreshold",
                "--statistic",
                "Sum");
        aws("cloudwatch", "set-alarm-state", "--alarm-name", "5xx", "--state-value", "ALARM", "--state-reason", "test");

        JsonNode described = aws("cloudwatch", "describe-alarms", "--alarm-names", "5xx");

        assertThat(described.at("/MetricAlarms/0/StateValue").asText()).isEqualTo("ALARM");
    }

    @Test
    void knowsTheCaller() throws Exception {
        assertThat(aws("sts", "get-caller-identity").path("UserId").asText()).isEqualTo("operator");
    }

    private static JsonNode aws(String... arguments) throws Exception {
        var command = new ArrayList<>(
                List.of("aws", "--endpoint-url", SERVED.sandbox().endpoint().toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().put("AWS_ACCESS_KEY_ID", "operator");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "any");
        builder.environment().put("AWS_DEFAULT_REGION", "eu-west-1");
        builder.environment().put("AWS_DEFAULT_OUTPUT", "json");
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(err).isZero();
        return out.isBlank() ? JSON.createObjectNode() : JSON.readTree(out);
    }
}
