package dev.slipway.deployer.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a task definition's tasks run on, in the words of images: {@code linux/amd64}. Fargate takes X86_64 and Linux where
 * none is named (re:Post, "How do I troubleshoot an exec format error"); on instances it is whatever those are.
 */
public record TaskPlatform(String os, String architecture) {

    /** Empty if it can't be told before ECS places the tasks. */
    public static Optional<TaskPlatform> of(JsonNode taskDefinition) {
        JsonNode platform = taskDefinition.path("runtimePlatform");
        String architecture = platform.path("cpuArchitecture").asText("");
        boolean isFargate = false;
        for (JsonNode one : taskDefinition.path("requiresCompatibilities")) {
            isFargate |= one.asText().equals("FARGATE");
        }
        if (architecture.isEmpty() && !isFargate) {
            return Optional.empty();
        }
        boolean isWindows =
                platform.path("operatingSystemFamily").asText("LINUX").startsWith("WINDOWS");
        return Optional.of(
                new TaskPlatform(isWindows ? "windows" : "linux", architecture.equals("ARM64") ? "arm64" : "amd64"));
    }

    /**
     * Why ECS could not pull an image for this; empty if it could, or if that can't be told.
     *
     * @param manifest as ECR has it; only an index says what its images are made for
     */
    public Optional<String> missingIn(JsonNode manifest) {
        List<String> offered = new ArrayList<>();
        for (JsonNode one : manifest.path("manifests")) {
            JsonNode platform = one.path("platform");
            String architecture = platform.path("architecture").asText("unknown");
            // What attests to an image stands among the images, for the platform unknown/unknown.
            if (!architecture.equals("unknown")) {
                offered.add(platform.path("os").asText("linux") + "/" + architecture);
            }
        }
        return offered.isEmpty() || offered.contains(toString())
                ? Optional.empty()
                : Optional.of("it is made for " + String.join(", ", offered) + ", and the tasks run on " + this);
    }

    @Override
    public String toString() {
        return os + "/" + architecture;
    }
}
