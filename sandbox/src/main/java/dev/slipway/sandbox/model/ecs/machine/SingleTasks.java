package dev.slipway.sandbox.model.ecs.machine;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Handlers;
import dev.slipway.sandbox.model.ecs.RunTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tasks that somebody runs by themselves, without a service. */
final class SingleTasks {
    private static final int MOST = 10;
    private static final Pattern STARTED_BY = Pattern.compile("[A-Za-z0-9_/-]{1,128}");
    private static final int LONGEST_TOKEN = 64;
    /** For how long ECS knows a client token again. */
    private static final Duration TOKENS_KNOWN = Duration.ofHours(24);

    private final Surroundings around;
    private final Clusters clusters;
    private final TaskDefinitions taskDefinitions;
    private final TaskLife life;
    private final Map<String, Known> byToken = new HashMap<>();

    /** What was asked with a token, and what came of it. */
    private record Known(RunTask call, List<TaskState> tasks) {
        Known {
            tasks = List.copyOf(tasks);
        }
    }

    SingleTasks(Surroundings around, Clusters clusters, TaskDefinitions taskDefinitions, TaskLife life) {
        this.around = around;
        this.clusters = clusters;
        this.taskDefinitions = taskDefinitions;
        this.life = life;
    }

    void register(Handlers handlers) {
        handlers.on(RunTask.class, this::run);
    }

    private RunTask.Result run(RunTask call, Instant now) {
        ClusterState cluster = clusters.cluster(call.cluster());
        var definition = taskDefinitions.usable(requireNonNullElse(call.taskDefinition(), ""));
        check(call, definition);
        String token = requireNonNullElse(call.clientToken(), "");
        Known known = byToken.get(cluster.name + "/" + token);
        if (!token.isEmpty() && known != null) {
            return again(call, known);
        }
        var revision = new RevisionState(definition, requireNonNullElse(call.startedBy(), ""), now);
        resolve(revision);
        String group = requireNonNullElse(call.group(), "family:" + definition.family);
        var tasks = new ArrayList<TaskState>();
        for (int i = 0; i < requireNonNullElse(call.count(), 1); i++) {
            tasks.add(life.startAlone(cluster, group, revision, call.overrides(), now));
        }
        if (!token.isEmpty()) {
            String key = cluster.name + "/" + token;
            byToken.put(key, new Known(call, tasks));
            around.agenda().at(now.plus(around.pace().of(TOKENS_KNOWN)), then -> byToken.remove(key));
        }
        return result(tasks);
    }

    private void resolve(RevisionState revision) {
        for (var container : revision.taskDefinition.tree.path("containerDefinitions")) {
            around.images()
                    .resolve(container.path("image").asText())
                    .ifPresent(resolved ->
                            revision.images.put(container.path("name").asText(), resolved));
        }
    }

    private static RunTask.Result again(RunTask call, Known known) {
        if (!known.call().equals(call)) {
            throw AwsRefusal.client(
                    "ConflictException",
                    "The RunTask request could not be processed due to conflicts. The provided clientToken is already in use"
                            + " with a different RunTask request.",
                    Map.of(
                            "resourceIds",
                            known.tasks().stream().map(task -> task.arn).toList()));
        }
        return result(known.tasks());
    }

    private static RunTask.Result result(List<TaskState> tasks) {
        return new RunTask.Result(tasks.stream().map(TaskCalls::shown).toList(), List.of());
    }

    private static void check(RunTask call, TaskDefinitionState definition) {
        int count = requireNonNullElse(call.count(), 1);
        if (count < 1 || count > MOST) {
            throw invalid("Task count must be between 1 and " + MOST + ".");
        }
        if (call.startedBy() != null && !STARTED_BY.matcher(call.startedBy()).matches()) {
            throw invalid("startedBy may have up to 128 letters, numbers, hyphens, forward slashes and underscores.");
        }
        if (call.clientToken() != null && call.clientToken().length() > LONGEST_TOKEN) {
            throw invalid("clientToken may have up to " + LONGEST_TOKEN + " characters.");
        }
        if (call.launchType() != null && call.capacityProviderStrategy() != null) {
            throw invalid(
                    "Specifying both a launch type and capacity provider strategy is not supported. Remove one and try"
                            + " again.");
        }
        boolean needsNetwork = definition.tree.path("networkMode").asText().equals("awsvpc");
        if (needsNetwork && call.networkConfiguration() == null) {
            throw invalid("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        }
        if (call.overrides() != null) {
            call.overrides().containerOverrides().forEach(override -> checkContainer(override.name(), definition));
        }
    }

    private static void checkContainer(@Nullable String name, TaskDefinitionState definition) {
        for (var container : definition.tree.path("containerDefinitions")) {
            if (container.path("name").asText().equals(name)) {
                return;
            }
        }
        throw invalid("Override for container named " + name + " is not a container in the TaskDefinition.");
    }

    private static AwsRefusal invalid(String message) {
        return AwsRefusal.client("InvalidParameterException", message);
    }
}
