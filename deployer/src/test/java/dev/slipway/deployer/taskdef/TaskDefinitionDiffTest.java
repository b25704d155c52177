package dev.slipway.deployer.taskdef;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class TaskDefinitionDiffTest {

    @Test
    void namesImagesAndVariablesByContainerAndHidesWhatLooksSecret() throws JsonProcessingException {
        String before = """
                {"family": "f", "cpu": "256", "containerDefinitions": [
                  {"name": "app", "image": "r@sha256:1", "cpu": 0, "essential": true, "mountPoints": [],
                   "command": ["a", "b"],
                   "environment": [{"name": "A", "value": "1"}, {"name": "DB_PASSWORD", "value": "hunter2"},
                                   {"name": "SLIPWAY_RELEASE", "value": "x"}],
                   "secrets": [{"name": "KEY", "valueFrom": "arn:1"}]}]}""";
        String after = """
                {"family": "f", "cpu": "512", "containerDefinitions": [
                  {"name": "app", "image": "r@sha256:2",
                   "command": ["a", "c"],
                   "environment": [{"name": "SLIPWAY_RELEASE", "value": "y"}, {"name": "DB_PASSWORD", "value": "hunter3"},
                                   {"name": "B", "value": "2"}],
                   "secrets": [{"name": "KEY", "valueFrom": "arn:2"}]}]}""";

        TaskDefinitionDiff diff = between(before, after);

        assertThat(diff.text()).isEqualTo("""
                        containerDefinitions[app].command: ["a","b"] -> ["a","c"]
                        containerDefinitions[app].environment[A]: 1 -> (none)
                        containerDefinitions[app].environment[B]: (none) -> 2
                        containerDefinitions[app].environment[DB_PASSWORD]: *** -> ***
                        containerDefinitions[app].image: r@sha256:1 -> r@sha256:2
                        containerDefinitions[app].secrets[KEY]: arn:1 -> arn:2
                        cpu: 256 -> 512""");
    }

    @Test
    void findsNothingInANewOrderOrInWhatAwsFillsIn() throws JsonProcessingException {
        String registered =
                "{\"containerDefinitions\": [{\"name\": \"a\", \"image\": \"x\", \"portMappings\": [{\"containerPort\": 80}]},"
                        + " {\"name\": \"b\", \"image\": \"y\"}]}";
        String described =
                "{\"volumes\": [], \"containerDefinitions\": [{\"name\": \"b\", \"image\": \"y\", \"cpu\": 0, \"essential\": true},"
                        + " {\"name\": \"a\", \"image\": \"x\", \"portMappings\": [{\"containerPort\": 80, \"protocol\": \"tcp\"}]}]}";

        TaskDefinitionDiff diff = between(registered, described);

        assertThat(diff.changes()).isEmpty();
    }

    @Test
    void findsNothingInAHostPortThatAwsFillsIn() throws JsonProcessingException {
        String awsvpc = ports("awsvpc", "{'containerPort': 80}");
        String bridge = ports("bridge", "{'containerPort': 80}");

        assertThat(between(awsvpc, ports("awsvpc", "{'containerPort': 80, 'hostPort': 80}"))
                        .changes())
                .isEmpty();
        assertThat(between(bridge, ports("bridge", "{'containerPort': 80, 'hostPort': 0}"))
                        .changes())
                .isEmpty();
    }

    /** On a host that tasks share it is a choice. */
    @Test
    void tellsAHostPortThatWasChosen() throws JsonProcessingException {
        String before = ports("bridge", "{'containerPort': 80}");
        String after = ports("bridge", "{'containerPort': 80, 'hostPort': 80}");

        TaskDefinitionDiff diff = between(before, after);

        assertThat(diff.text()).isEqualTo("containerDefinitions[a].portMappings[0].hostPort: (none) -> 80");
    }

    private static String ports(String networkMode, String mapping) {
        return "{'networkMode': '%s', 'containerDefinitions': [{'name': 'a', 'portMappings': [%s]}]}"
                .formatted(networkMode, mapping)
                .replace('\'', '"');
    }

    private static TaskDefinitionDiff between(String before, String after) throws JsonProcessingException {
        var json = new JsonMapper();
        return TaskDefinitionDiff.between(json.readTree(before), json.readTree(after));
    }
}
