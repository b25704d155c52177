package dev.slipway.sandbox.model.ecs.machine;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Handlers;
import dev.slipway.sandbox.model.Tag;
import dev.slipway.sandbox.model.ecs.DeregisterTaskDefinition;
import dev.slipway.sandbox.model.ecs.DescribeTaskDefinition;
import dev.slipway.sandbox.model.ecs.ListTaskDefinitions;
import dev.slipway.sandbox.model.ecs.RegisterTaskDefinition;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The registry of task definitions. */
final class TaskDefinitions {
    private final Surroundings around;
    private final Map<String, List<TaskDefinitionState>> families = new TreeMap<>();

    TaskDefinitions(Surroundings around) {
        this.around = around;
    }

    void register(Handlers handlers) {
        handlers.on(RegisterTaskDefinition.class, this::register);
        handlers.on(DescribeTaskDefinition.class, this::describe);
        handlers.on(ListTaskDefinitions.class, this::list);
        handlers.on(DeregisterTaskDefinition.class, this::deregister);
    }

    private RegisterTaskDefinition.Result register(RegisterTaskDefinition call, Instant now) {
        ObjectNode tree = call.definition().deepCopy();
        String family = tree.path("family").asText();
        // The words are AWS's ([family]).
        if (family.isEmpty()) {
            throw client("Family can not be blank.");
        }
        if (!DefinitionChecks.isName(family)) {
            throw client("Family contains invalid characters.");
        }
        DefinitionChecks.check(tree);
        List<Tag> tags = tags(tree.remove("tags"));
        var revisions = families.computeIfAbsent(family, name -> new ArrayList<>());
        int revision = revisions.size() + 1;
        String arn = around.arn("task-definition/" + family + ":" + revision);
        TaskDefinitionTree.complete(tree, arn, revision, seconds(now), around.identity());
        var registered = new TaskDefinitionState(arn, family, revision, tree, tags);
        revisions.add(registered);
        return new RegisterTaskDefinition.Result(tree.deepCopy(), tags);
    }

    private static List<Tag> tags(@Nullable JsonNode array) {
        var tags = new ArrayList<Tag>();
        if (array != null) {
            array.forEach(tag ->
                    tags.add(new Tag(tag.path("key").asText(), tag.path("value").asText())));
        }
        return tags;
    }

    static BigDecimal seconds(Instant instant) {
        return BigDecimal.valueOf(instant.toEpochMilli(), 3);
    }

    private static AwsRefusal client(String message) {
        return AwsRefusal.client("ClientException", message);
    }

    /**
     * The task definition of an ARN, {@code family:revision}, or family (its newest active revision).
     *
     * @throws AwsRefusal if there is none
     */
    TaskDefinitionState find(String name) {
        return known(name).orElseThrow(() -> client("Unable to describe task definition."));
    }

    /**
     * As {@link #find}, for a service to use.
     *
     * @throws AwsRefusal if there is none, or it is INACTIVE
     */
    TaskDefinitionState usable(String name) {
        var found = known(name).orElseThrow(() -> client("TaskDefinition not found."));
        if (!found.isActive()) {
            throw client("TaskDefinition is inactive");
        }
        return found;
    }

    Optional<TaskDefinitionState> known(String name) {
        String key = name.substring(name.lastIndexOf('/') + 1);
        int colon = key.indexOf(':');
        var revisions = families.getOrDefault(colon < 0 ? key : key.substring(0, colon), List.of());
        if (colon < 0) {
            return revisions.stream().filter(TaskDefinitionState::isActive).reduce((one, other) -> other);
        }
        String number = key.substring(colon + 1);
        return revisions.stream()
                .filter(each -> Integer.toString(each.revision).equals(number))
                .findFirst();
    }

    private DescribeTaskDefinition.Result describe(DescribeTaskDefinition call, Instant now) {
        var found = find(call.taskDefinition());
        return new DescribeTaskDefinition.Result(
                found.tree.deepCopy(), call.include().contains("TAGS") ? found.tags : List.of());
    }

    private ListTaskDefinitions.Result list(ListTaskDefinitions call, Instant now) {
        String status = requireNonNullElse(call.status(), "ACTIVE");
        var arns = new ArrayList<String>();
        for (var family : families.entrySet()) {
            if (call.familyPrefix() == null || call.familyPrefix().equals(family.getKey())) {
                family.getValue().stream()
                        .filter(each -> each.tree.path("status").asText().equals(status))
                        .forEach(each -> arns.add(each.arn));
            }
        }
        if ("DESC".equals(call.sort())) {
            Collections.reverse(arns);
        }
        var page = Paging.page(arns, call.maxResults(), call.nextToken(), 100);
        return new ListTaskDefinitions.Result(page.items(), page.next());
    }

    private DeregisterTaskDefinition.Result deregister(DeregisterTaskDefinition call, Instant now) {
        if (!call.taskDefinition().contains(":")) {
            throw client("Revision is missing; name a task definition as family:revision.");
        }
        var found =
                known(call.taskDefinition()).orElseThrow(() -> client("The specified task definition does not exist."));
        found.tree.put("status", "INACTIVE");
        found.tree.put("deregisteredAt", seconds(now));
        return new DeregisterTaskDefinition.Result(found.tree.deepCopy());
    }
}
