package dev.slipway.sandbox.model.ecs.machine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Emitted.Condition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What RegisterTaskDefinition takes, of all that has an effect here. */
final class DefinitionChecks {
    private static final List<String> CONDITIONS =
            Stream.of(Condition.values()).map(Enum::name).toList();

    /** Of families and containers (SDK:RegisterTaskDefinitionRequest, SDK:ContainerDefinition). */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    private DefinitionChecks() {}

    /** Whether a family or a container may have this name. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /**
     * Lets a task definition pass.
     *
     * @throws AwsRefusal if AWS would refuse it, or it asks for what is not modelled
     */
    static void check(JsonNode definition) {
        JsonNode containers = definition.path("containerDefinitions");
        if (!containers.isArray() || containers.isEmpty()) {
            throw client("Container list cannot be empty.");
        }
        for (JsonNode container : containers) {
            String name = container.path("name").asText();
            if (name.isEmpty()) {
                throw client("Container.name should not be null or empty.");
            }
            if (!isName(name)) {
                throw client("Container.name contains invalid characters.");
            }
            if (container.path("image").asText().isEmpty()) {
                throw client("Container.image should not be null or empty.");
            }
            checkSecrets(
                    container, !definition.path("executionRoleArn").asText().isEmpty());
            checkHealthCheck(container.path("healthCheck"));
        }
        checkDependencies(containers);
    }

    private static void checkSecrets(JsonNode container, boolean hasExecutionRole) {
        var names = new LinkedHashSet<String>();
        container
                .path("environment")
                .forEach(variable -> names.add(variable.path("name").asText()));
        for (JsonNode secret : container.path("secrets")) {
            if (!hasExecutionRole) {
                throw client("When you are specifying container secrets, you must also specify a value for"
                        + " 'executionRoleArn'.");
            }
            String name = secret.path("name").asText();
            String from = secret.path("valueFrom").asText();
            if (name.isEmpty() || from.isEmpty()) {
                throw client("A secret must have a name and a valueFrom.");
            }
            if (!names.add(name)) {
                throw client(
                        "The secret name must be unique and not shared with any new or existing environment variables"
                                + " set on the container, such as '" + name + "'.");
            }
            if (from.startsWith("arn:") && !from.split(":", 4)[2].equals("ssm")) {
                throw AwsRefusal.notModelled("Secret '" + name + "' is taken from '" + from
                        + "': of secrets only parameters of Systems Manager are modelled; name one, or give its ARN");
            }
        }
    }

    private static void checkHealthCheck(JsonNode check) {
        if (check.isMissingNode() || check.isNull()) {
            return;
        }
        String form = check.path("command").path(0).asText();
        if (!List.of("CMD", "CMD-SHELL").contains(form) || check.path("command").size() < 2) {
            // AWS was seen to take such a check, and not to run it ([cdk34389]).
            throw AwsRefusal.notModelled("A health check whose command begins with '" + form
                    + "': only those that begin with CMD or CMD-SHELL and name what is to be run are modelled");
        }
        inRange(check, "interval", 5, 300);
        inRange(check, "timeout", 2, 60);
        inRange(check, "retries", 1, 10);
        inRange(check, "startPeriod", 0, 300);
    }

    /** The ranges are those of SDK:HealthCheck. */
    private static void inRange(JsonNode check, String member, int least, int most) {
        int value = check.path(member).asInt(least);
        if (value < least || value > most) {
            throw client(
                    "Health check " + member + " must be between " + least + " and " + most + ", not " + value + ".");
        }
    }

    private static void checkDependencies(JsonNode containers) {
        Map<String, JsonNode> byName = new LinkedHashMap<>();
        containers.forEach(container -> byName.put(container.path("name").asText(), container));
        for (JsonNode container : containers) {
            for (JsonNode dependency : container.path("dependsOn")) {
                checkDependency(
                        dependency,
                        container.path("name").asText(),
                        byName.get(dependency.path("containerName").asText()));
            }
        }
        for (String name : byName.keySet()) {
            if (reaches(name, name, byName, new LinkedHashSet<>())) {
                throw client("Container '" + name + "' depends on itself; dependsOn must not form a circle.");
            }
        }
    }

    private static void checkDependency(JsonNode dependency, String owner, @Nullable JsonNode other) {
        String name = dependency.path("containerName").asText();
        String condition = dependency.path("condition").asText();
        if (other == null) {
            throw client("Container '" + owner + "' depends on container '" + name
                    + "', which is not in the task definition.");
        }
        if (!CONDITIONS.contains(condition)) {
            throw client("Container '" + owner + "' depends on condition '" + condition + "' of container '" + name
                    + "'; the conditions are " + String.join(", ", CONDITIONS) + ".");
        }
        boolean toItsEnd = condition.equals("COMPLETE") || condition.equals("SUCCESS");
        if (toItsEnd && other.path("essential").asBoolean(true)) {
            throw client("A dependency container with SUCCESS or COMPLETE condition cannot be an essential container");
        }
        if (condition.equals("HEALTHY") && other.path("healthCheck").isMissingNode()) {
            throw client("Container '" + owner + "' depends on container '" + name
                    + "' being HEALTHY, which has no health check.");
        }
    }

    private static boolean reaches(String from, String to, Map<String, JsonNode> byName, Set<String> seen) {
        var next = new ArrayList<String>();
        JsonNode container = byName.get(from);
        if (container != null) {
            container
                    .path("dependsOn")
                    .forEach(one -> next.add(one.path("containerName").asText()));
        }
        return next.contains(to) || next.stream().anyMatch(name -> seen.add(name) && reaches(name, to, byName, seen));
    }

    private static AwsRefusal client(String message) {
        return AwsRefusal.client("ClientException", message);
    }
}
