package dev.slipway.sandbox.model.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.tasks.Conduct;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tasks that belong to no service. */
class RunTaskTest {
    private static final List<String> COMMAND = List.of("migrate", "--check");

    @Test
    void runsTheCommandToItsEndAndTellsTheExitCode() {
        var scene = new Scene();
        String definition = worker(scene);
        scene.conducts.put("v1", Conduct.crashing(Duration.ofSeconds(3), 4));

        Task begun = scene.call(of(definition, "check/1", "token")).tasks().getFirst();
        scene.pass(Duration.ofMinutes(2));

        Task ended = described(scene, begun);
        assertThat(begun)
                .extracting(Task::lastStatus, Task::startedBy, Task::group)
                .containsExactly("PROVISIONING", "check/1", "family:worker");
        assertThat(ended)
                .extracting(Task::lastStatus, Task::stopCode, Task::stoppedReason)
                .containsExactly("STOPPED", "EssentialContainerExited", "Essential container in task exited");
        assertThat(ended.containers().getFirst().exitCode()).isEqualTo(4);
        assertThat(scene.orders)
                .extracting(order -> order.containers().getFirst().command())
                .containsExactly(COMMAND);
    }

    @Test
    void startsNothingWhenItIsSentAgainWithItsToken() {
        var scene = new Scene();
        String definition = worker(scene);

        Task first = scene.call(of(definition, "check/1", "token")).tasks().getFirst();
        scene.pass(Duration.ofMinutes(1));
        Task again = scene.call(of(definition, "check/1", "token")).tasks().getFirst();
        Throwable other = catchThrowable(() -> scene.call(of(definition, "check/2", "token")));

        assertThat(again.taskArn()).isEqualTo(first.taskArn());
        assertThat(other)
                .isInstanceOfSatisfying(
                        AwsRefusal.class, refusal -> assertThat(refusal.code()).isEqualTo("ConflictException"));
    }

    @Test
    void isFoundByWhoStartedItWhileItRunsAndByItsFamilyLater() {
        var scene = new Scene();
        Task task = scene.call(of(worker(scene), "check/1", "token")).tasks().getFirst();
        scene.pass(Duration.ofMinutes(1));

        List<String> running = startedBy(scene, "check/1");
        List<String> others = startedBy(scene, "check/2");
        scene.call(new StopTask("main", task.taskArn(), "too late"));
        scene.pass(Duration.ofMinutes(1));

        assertThat(running).containsExactly(task.taskArn());
        assertThat(others).isEmpty();
        assertThat(startedBy(scene, "check/1")).isEmpty();
        assertThat(scene.call(new ListTasks("main", "worker", null, null, null, null, "STOPPED", null))
                        .taskArns())
                .containsExactly(task.taskArn());
        assertThat(described(scene, task))
                .extracting(Task::stopCode, Task::stoppedReason)
                .containsExactly("UserInitiated", "too late");
    }

    @Test
    void refusesWhatAwsRefuses() {
        var scene = new Scene();
        String definition = worker(scene);
        var elsewhere = new TaskOverride(List.of(new ContainerOverride("other", COMMAND, List.of())));

        assertThat(List.of(
                        refusal(scene, run(definition, "who?", "token", network(), null)),
                        refusal(scene, run(definition, "check/1", "t".repeat(65), network(), null)),
                        refusal(scene, run(definition, "check/1", "token", null, null)),
                        refusal(scene, run(definition, "check/1", "token", network(), elsewhere)),
                        refusal(scene, run("worker:7", "check/1", "token", network(), null)),
                        refusal(scene, new ListTasks("main", "worker", null, null, "check/1", null, null, null))))
                .containsExactly(
                        "InvalidParameterException: startedBy may have up to 128 letters, numbers, hyphens, forward slashes"
                                + " and underscores.",
                        "InvalidParameterException: clientToken may have up to 64 characters.",
                        "InvalidParameterException: Network Configuration must be provided when networkMode 'awsvpc' is"
                                + " specified.",
                        "InvalidParameterException: Override for container named other is not a container in the"
                                + " TaskDefinition.",
                        "ClientException: TaskDefinition not found.",
                        "InvalidParameterException: When you specify startedBy as the filter, it must be the only one.");
    }

    private static String refusal(Scene scene, Call<?> call) {
        var refusal = (AwsRefusal) catchThrowable(() -> scene.call(call));
        return refusal.code() + ": " + refusal.getMessage();
    }

    private static String worker(Scene scene) {
        var definition = JsonNodeFactory.instance.objectNode();
        definition.put("family", "worker").put("networkMode", "awsvpc");
        definition
                .putArray("containerDefinitions")
                .addObject()
                .put("name", "app")
                .put("image", "v1");
        return scene.call(new RegisterTaskDefinition(definition))
                .taskDefinition()
                .path("taskDefinitionArn")
                .asText();
    }

    private static List<String> startedBy(Scene scene, String who) {
        return scene.call(new ListTasks("main", null, null, null, who, null, null, null))
                .taskArns();
    }

    private static Task described(Scene scene, Task task) {
        return scene.call(new DescribeTasks("main", List.of(task.taskArn()), List.of()))
                .tasks()
                .getFirst();
    }

    private static JsonNode network() {
        var network = JsonNodeFactory.instance.objectNode();
        network.putObject("awsvpcConfiguration").putArray("subnets").add("subnet-1");
        return network;
    }

    private static RunTask of(String definition, String startedBy, String token) {
        var overrides = new TaskOverride(List.of(new ContainerOverride("app", COMMAND, List.of())));
        return run(definition, startedBy, token, network(), overrides);
    }

    private static RunTask run(
            String definition,
            String startedBy,
            String token,
            @Nullable JsonNode network,
            @Nullable TaskOverride overrides) {
        return new RunTask(
                "main", definition, 1, startedBy, null, token, "FARGATE", null, null, network, overrides, List.of());
    }
}
