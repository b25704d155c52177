package dev.slipway.sandbox.model.ecs.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.model.Identity;
import java.math.BigDecimal;
import java.util.List;

/** Completes a task definition as AWS does: what was written stays, what AWS always shows is added. */
final class TaskDefinitionTree {
    private TaskDefinitionTree() {}

    static void complete(ObjectNode tree, String arn, int revision, BigDecimal registeredAt, Identity identity) {
        tree.put("taskDefinitionArn", arn);
        tree.put("revision", revision);
        tree.put("status", "ACTIVE");
        tree.put("registeredAt", registeredAt);
        tree.put("registeredBy", "arn:aws:iam::" + identity.account() + ":root");
        arrays(tree, List.of("volumes", "placementConstraints"));
        var compatibilities = tree.putArray("compatibilities").add("EC2");
        if ("awsvpc".equals(tree.path("networkMode").asText())) {
            compatibilities.add("FARGATE");
        }
        for (JsonNode container : tree.path("containerDefinitions")) {
            if (container instanceof ObjectNode definition) {
                complete(definition);
            }
        }
    }

    private static void complete(ObjectNode container) {
        if (!container.has("cpu")) {
            container.put("cpu", 0);
        }
        if (!container.has("essential")) {
            container.put("essential", true);
        }
        arrays(container, List.of("portMappings", "environment", "mountPoints", "volumesFrom", "systemControls"));
        for (JsonNode port : container.path("portMappings")) {
            if (port instanceof ObjectNode mapping) {
                complete(mapping, mapping.path("containerPort").asInt());
            }
        }
    }

    private static void complete(ObjectNode mapping, int containerPort) {
        if (!mapping.has("hostPort")) {
            mapping.put("hostPort", containerPort);
        }
        if (!mapping.has("protocol")) {
            mapping.put("protocol", "tcp");
        }
    }

    private static void arrays(ObjectNode node, List<String> names) {
        names.stream().filter(name -> !node.has(name)).forEach(node::putArray);
    }
}
