package dev.slipway.sandbox.model.ecs.machine;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.sandbox.model.Emitted.Condition;
import dev.slipway.sandbox.model.Emitted.ContainerSpec;
import dev.slipway.sandbox.model.Emitted.Dependency;
import dev.slipway.sandbox.model.Emitted.HealthCheck;
import dev.slipway.sandbox.model.ImageResolver.Resolved;
import dev.slipway.sandbox.model.Pace;
import dev.slipway.sandbox.model.ecs.ContainerOverride;
import dev.slipway.sandbox.model.ecs.KeyValuePair;
import dev.slipway.sandbox.model.ecs.TaskOverride;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a task definition's containers as whoever runs them needs them. */
final class ContainerSpecs {
    /** Fargate's default for {@code stopTimeout}. */
    private static final int STOP_SECONDS = 30;

    /** MiB, or "a string using GB, for example 1GB or 1 GB" (Amazon ECS API Reference, RegisterTaskDefinition). */
    private static final Pattern TASK_MEMORY = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) ?(GB|gb|)");

    private ContainerSpecs() {}

    /** As they are run with these overrides. */
    static List<ContainerSpec> of(RevisionState revision, @Nullable TaskOverride overrides, Pace pace) {
        var specs = of(revision, pace);
        if (overrides != null) {
            overrides.containerOverrides().forEach(one -> specs.replaceAll(spec -> overridden(spec, one)));
        }
        return specs;
    }

    private static ContainerSpec overridden(ContainerSpec spec, ContainerOverride override) {
        if (!spec.name().equals(override.name())) {
            return spec;
        }
        var environment = new LinkedHashMap<>(spec.environment());
        for (KeyValuePair pair : override.environment()) {
            environment.put(requireNonNullElse(pair.name(), ""), requireNonNullElse(pair.value(), ""));
        }
        return spec.with(override.command().isEmpty() ? spec.command() : override.command(), environment);
    }

    static List<ContainerSpec> of(RevisionState revision, Pace pace) {
        var specs = new ArrayList<ContainerSpec>();
        for (JsonNode container : revision.taskDefinition.tree.path("containerDefinitions")) {
            String name = container.path("name").asText();
            Resolved image = revision.images.get(name);
            specs.add(new ContainerSpec(
                    name,
                    container.path("image").asText(),
                    image == null ? "" : image.platformDigest(),
                    container.path("essential").asBoolean(true),
                    texts(container.path("entryPoint")),
                    texts(container.path("command")),
                    environment(container.path("environment")),
                    port(revision, name, container),
                    memoryMebibytes(revision.taskDefinition.tree, container),
                    Duration.ofSeconds(container.path("stopTimeout").asInt(STOP_SECONDS)),
                    healthCheck(container.path("healthCheck"), pace),
                    dependencies(container.path("dependsOn")),
                    container.has("startTimeout")
                            ? Optional.of(Duration.ofSeconds(
                                    container.path("startTimeout").asInt()))
                            : Optional.empty()));
        }
        return specs;
    }

    /** The port the load balancer asks for, else the first one mapped, else 0. */
    private static int port(RevisionState revision, String name, JsonNode container) {
        for (Wire wire : revision.wires) {
            Integer port = wire.entry().containerPort();
            if (port != null && wire.containerName().equals(name)) {
                return port;
            }
        }
        return container.path("portMappings").path(0).path("containerPort").asInt(0);
    }

    /**
     * A container's own limit, else that of the whole task. What one container leaves of a task's memory is another's in AWS;
     * here each may use all of it.
     */
    static int memoryMebibytes(JsonNode taskDefinition, JsonNode container) {
        int own = container.path("memory").asInt(0);
        if (own > 0) {
            return own;
        }
        Matcher task = TASK_MEMORY.matcher(taskDefinition.path("memory").asText(""));
        if (!task.matches()) {
            return 0;
        }
        double amount = Double.parseDouble(task.group(1));
        return (int) (task.group(2).isEmpty() ? amount : amount * 1024);
    }

    /** With the defaults of SDK:HealthCheck. What its users wait for is scaled; what a program takes, is not. */
    private static Optional<HealthCheck> healthCheck(JsonNode check, Pace pace) {
        List<String> command = texts(check.path("command"));
        if (command.isEmpty()) {
            return Optional.empty();
        }
        List<String> arguments = command.subList(1, command.size());
        return Optional.of(new HealthCheck(
                command.getFirst().equals("CMD") ? arguments : List.of("/bin/sh", "-c", String.join(" ", arguments)),
                pace.of(Duration.ofSeconds(check.path("interval").asInt(30))),
                Duration.ofSeconds(check.path("timeout").asInt(5)),
                check.path("retries").asInt(3),
                pace.of(Duration.ofSeconds(check.path("startPeriod").asInt(0)))));
    }

    private static List<Dependency> dependencies(JsonNode array) {
        var dependencies = new ArrayList<Dependency>();
        array.forEach(each -> dependencies.add(new Dependency(
                each.path("containerName").asText(),
                Condition.valueOf(each.path("condition").asText()))));
        return dependencies;
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static Map<String, String> environment(JsonNode pairs) {
        var environment = new LinkedHashMap<String, String>();
        pairs.forEach(pair ->
                environment.put(pair.path("name").asText(), pair.path("value").asText()));
        return environment;
    }
}
