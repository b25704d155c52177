package dev.slipway.sandbox.model.ecs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Task definitions written as text, with single quotes where JSON has double ones. */
final class Definitions {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Definitions() {}

    /** One of these containers, of which each has an image, and a role to run with. */
    static RegisterTaskDefinition of(String... containers) {
        return written(
                "{'family': 'batch', 'executionRoleArn': 'arn:aws:iam::123456789012:role/run', 'containerDefinitions': ["
                        + String.join(", ", containers) + "]}");
    }

    static RegisterTaskDefinition written(String text) {
        try {
            return new RegisterTaskDefinition((ObjectNode) JSON.readTree(text.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    /** Registers one and runs a task of it by itself. */
    static Task run(Scene scene, RegisterTaskDefinition definition) {
        String arn = register(scene, definition);
        return scene.call(new RunTask("main", arn, 1, null, null, null, null, null, null, null, null, List.of()))
                .tasks()
                .getFirst();
    }

    static String register(Scene scene, RegisterTaskDefinition definition) {
        return scene.call(definition).taskDefinition().path("taskDefinitionArn").asText();
    }

    /** How a task is now. */
    static Task now(Scene scene, Task task) {
        return scene.call(new DescribeTasks("main", List.of(task.taskArn()), List.of()))
                .tasks()
                .getFirst();
    }
}
