package dev.slipway.deployer.taskdef;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What tasks run on, and whether an image is made for that. */
class TaskPlatformTest {
    private static final TaskPlatform AMD64 = new TaskPlatform("linux", "amd64");

    @Test
    void isIntelAndLinuxOnFargateUnlessItSaysOtherwise() throws JsonProcessingException {
        var platform = TaskPlatform.of(json("{'requiresCompatibilities': ['EC2', 'FARGATE']}"));

        assertThat(platform).contains(AMD64);
    }

    @Test
    void isWhatItSays() throws JsonProcessingException {
        var platform = TaskPlatform.of(
                json("{'runtimePlatform': {'cpuArchitecture': 'ARM64', 'operatingSystemFamily': 'LINUX'}}"));

        assertThat(platform).contains(new TaskPlatform("linux", "arm64"));
    }

    @Test
    void canBeWindows() throws JsonProcessingException {
        var platform = TaskPlatform.of(
                json(
                        "{'runtimePlatform': {'cpuArchitecture': 'X86_64', 'operatingSystemFamily': 'WINDOWS_SERVER_2022_CORE'}}"));

        assertThat(platform).contains(new TaskPlatform("windows", "amd64"));
    }

    @Test
    void isNotKnownOnInstances() throws JsonProcessingException {
        var platform = TaskPlatform.of(json("{'requiresCompatibilities': ['EC2']}"));

        assertThat(platform).isEmpty();
    }

    @Test
    void isMissingInAnIndexForOthers() throws JsonProcessingException {
        var missing = AMD64.missingIn(index("linux/arm64", "unknown/unknown"));

        assertThat(missing).contains("it is made for linux/arm64, and the tasks run on linux/amd64");
    }

    @Test
    void isNotMissingInAnIndexThatHasIt() throws JsonProcessingException {
        var missing = AMD64.missingIn(index("linux/arm64", "linux/amd64"));

        assertThat(missing).isEmpty();
    }

    @Test
    void isNotMissingWhereNothingIsSaid() throws JsonProcessingException {
        assertThat(AMD64.missingIn(json("{'schemaVersion': 2, 'layers': []}"))).isEmpty();
        assertThat(AMD64.missingIn(json("{'manifests': [{'digest': 'sha256:1'}]}")))
                .isEqualTo(Optional.empty());
    }

    private static JsonNode index(String... platforms) throws JsonProcessingException {
        var manifests = new StringBuilder();
        for (String platform : platforms) {
            String[] parts = platform.split("/", 2);
            manifests
                    .append(manifests.isEmpty() ? "" : ",")
                    .append("{'platform': {'os': '" + parts[0] + "', 'architecture': '" + parts[1] + "'}}");
        }
        return json("{'manifests': [" + manifests + "]}");
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }
}
