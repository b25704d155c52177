package dev.slipway.deployer.taskdef;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The names that the ECS API knows. Kept as resources, so that a new version of the API is a change of data. */
final class Members {
    static final List<String> OF_TASK_DEFINITION = read("task-definition-members.txt");
    static final List<String> OF_CONTAINER_DEFINITION = read("container-definition-members.txt");

    /** What DescribeTaskDefinition answers beside them; often left in a template that was made from its output. */
    static final List<String> OF_ANSWER = read("answer-members.txt");

    private Members() {}

    private static List<String> read(String resource) {
        try (InputStream in = Members.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the resource '" + resource + "' is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
