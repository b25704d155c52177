package dev.slipway.sandbox.model.ecs.machine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.model.Tag;
import java.util.List;

/** One revision of a task definition: the tree as it was written, completed as AWS completes it. */
final class TaskDefinitionState {
    final String arn;
    final String family;
    final int revision;
    final ObjectNode tree;
    List<Tag> tags;

    TaskDefinitionState(String arn, String family, int revision, ObjectNode tree, List<Tag> tags) {
        this.arn = arn;
        this.family = family;
        this.revision = revision;
        this.tree = tree;
        this.tags = tags;
    }

    boolean isActive() {
        return "ACTIVE".equals(tree.path("status").asText());
    }
}
