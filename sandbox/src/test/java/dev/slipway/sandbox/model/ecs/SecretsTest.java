package dev.slipway.sandbox.model.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.model.ssm.Ssm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Parameters that a task definition gives to its containers as environment variables. */
class SecretsTest {
    private static final RegisterTaskDefinition DEFINITION = Definitions.of("{'name': 'app', 'image': 'v1',"
            + " 'environment': [{'name': 'COLOUR', 'value': 'green'}],"
            + " 'secrets': [{'name': 'TOKEN', 'valueFrom': '/shop/token'},"
            + " {'name': 'KEY', 'valueFrom': 'arn:aws:ssm:eu-west-1:123456789012:parameter/shop/key'}]}");

    private final Scene scene = new Scene();

    @Test
    void areWhatTheParametersSayWhenATaskStarts() {
        put("/shop/token", "one");
        put("/shop/key", "k");
        Definitions.run(scene, DEFINITION);
        scene.pass(Duration.ofMinutes(1));

        put("/shop/token", "two");
        Definitions.run(scene, DEFINITION);
        scene.pass(Duration.ofMinutes(1));

        assertThat(scene.orders)
                .extracting(order -> order.containers().getFirst().environment())
                .containsExactly(
                        Map.of("COLOUR", "green", "TOKEN", "one", "KEY", "k"),
                        Map.of("COLOUR", "green", "TOKEN", "two", "KEY", "k"));
    }

    @Test
    void failTheTaskWhenTheParametersAreNotThere() {
        put("/shop/token", "one");

        Task task = Definitions.run(scene, DEFINITION);
        scene.pass(Duration.ofMinutes(1));

        assertThat(Definitions.now(scene, task))
                .extracting(Task::lastStatus, Task::stopCode, Task::stoppedReason)
                .containsExactly(
                        "STOPPED",
                        "TaskFailedToStart",
                        "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval"
                                + " failed: unable to retrieve secrets from ssm: service call has been retried 1 time(s):"
                                + " invalid ssm parameters: arn:aws:ssm:eu-west-1:123456789012:parameter/shop/key");
        assertThat(scene.orders).isEmpty();
    }

    @Test
    void makeAServiceTryAgainUntilTheParametersAreThere() {
        scene.createdOf(Definitions.register(scene, DEFINITION), Scene.configuration("ROLLING"), List.of());
        scene.pass(Duration.ofMinutes(1));
        List<String> before = scene.running();

        put("/shop/token", "one");
        put("/shop/key", "k");
        scene.untilStatus("SUCCESSFUL");

        assertThat(before).isEmpty();
        assertThat(scene.running()).containsExactly("v1", "v1");
    }

    private void put(String name, String value) {
        scene.call(
                new Ssm.PutParameter(name, null, value, "SecureString", null, true, null, List.of(), null, null, "me"));
    }
}
