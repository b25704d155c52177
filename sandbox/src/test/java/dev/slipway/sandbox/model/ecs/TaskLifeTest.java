package dev.slipway.sandbox.model.ecs;

import static dev.slipway.sandbox.model.ecs.Scene.blueGreen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.sandbox.tasks.Conduct;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A service's task from its start to its end, by the events that ECS sends of it. */
class TaskLifeTest {
    private static final Duration WHATEVER = Duration.ofHours(2);

    private final Scene scene = new Scene();

    @Nested
    class ATask {
        @Test
        void comesToRun() {
            Instant begin = scene.now;

            scene.live("v1", blueGreen());

            assertThat(life(newest(), begin)).containsExactly("PROVISIONING +13s", "PENDING +10s", "RUNNING +2s");
        }

        @Test
        void servesNobodyNewWhileItDrainsAndIsToldToStopThen() {
            scene.live("v1", blueGreen());
            String task = newest();
            Instant begin = scene.now;

            scene.call(new StopTask("main", task, "by hand"));
            boolean wasDraining = scene.dataPlane().toString().contains("DRAINING");
            scene.pass(WHATEVER);

            assertThat(wasDraining).isTrue();
            assertThat(life(task, begin))
                    .containsExactly("DEACTIVATING +0s", "STOPPING +300s", "DEPROVISIONING +1s", "STOPPED +15s");
            assertThat(reason(task)).isEqualTo("UserInitiated: by hand");
        }

        @Test
        void isOverAtOnceBeforeItsContainersWereOrdered() {
            scene.created("v1", blueGreen()).until(() -> !tasks().isEmpty());
            String task = newest();
            int orders = scene.orders.size();
            Instant begin = scene.now;

            scene.call(new StopTask("main", task, "too early"));
            scene.pass(Duration.ofSeconds(5));

            assertThat(life(task, begin.plusNanos(1))).isEmpty();
            assertThat(statuses(task)).containsExactly("PROVISIONING", "STOPPED");
            assertThat(scene.orders).hasSize(orders);
        }

        /** Its stop timeout is 30 seconds; its runner is given two minutes more. */
        @Test
        void isGivenUpIfNothingIsHeardOfItsEnd() {
            scene.conducts.put("v1", stopping(Conduct.UNHEARD));
            scene.live("v1", blueGreen());
            String task = newest();
            Instant begin = scene.now;

            scene.call(new StopTask("main", task, "by hand"));
            scene.pass(WHATEVER);

            assertThat(life(task, begin))
                    .containsExactly("DEACTIVATING +0s", "STOPPING +300s", "DEPROVISIONING +150s", "STOPPED +15s");
        }

        @Test
        void isKilledWhenItIgnoresThatItIsToStop() {
            scene.conducts.put("v1", Conduct.ignoringSigterm());
            scene.live("v1", blueGreen());
            String task = newest();
            Instant begin = scene.now;

            scene.call(new StopTask("main", task, "by hand"));
            scene.pass(Duration.ofMinutes(10));

            assertThat(life(task, begin))
                    .containsExactly("DEACTIVATING +0s", "STOPPING +300s", "DEPROVISIONING +30s", "STOPPED +15s");
            assertThat(exitCode(task)).isEqualTo(137);
        }

        @Test
        void isGivenTheTimeToStopThatItsDefinitionSays() {
            scene.conducts.put("v1", Conduct.ignoringSigterm());
            Task task = Definitions.run(
                    scene, Definitions.of("{'name': 'app', 'image': 'v1', 'stopTimeout': 7, 'essential': true}"));
            scene.pass(Duration.ofMinutes(1));
            Instant begin = scene.now;

            scene.call(new StopTask("main", task.taskArn(), "by hand"));
            scene.pass(Duration.ofMinutes(10));

            assertThat(life(task.taskArn(), begin))
                    .containsExactly("STOPPING +0s", "DEPROVISIONING +7s", "STOPPED +15s");
        }

        @Test
        void tellsWhenOneOfItsContainersHasStoppedButNotHowTheyAre() {
            Task task = Definitions.run(
                    scene,
                    Definitions.of(
                            "{'name': 'app', 'image': 'v1'}", "{'name': 'log', 'image': 'v1', 'essential': false}"));
            scene.pass(Duration.ofMinutes(1));
            long before = told(task.taskArn()).count();

            scene.call(new ContainerChanged(task.taskArn(), "app", "RUNNING", "HEALTHY", null, ""));
            scene.call(new ContainerChanged(task.taskArn(), "log", "STOPPED", "UNKNOWN", 3, ""));
            scene.pass(Duration.ofSeconds(1));

            assertThat(told(task.taskArn()).skip(before))
                    .extracting(
                            detail -> detail.path("version").asInt(),
                            detail -> detail.at("/containers/1/lastStatus").asText(),
                            detail -> detail.at("/containers/1/exitCode").asInt())
                    .containsExactly(tuple(4, "STOPPED", 3));
        }

        @Test
        void endsWithItsHostAndIsNotToBlame() {
            scene.live("v1", blueGreen());
            String task = newest();
            Instant begin = scene.now;

            scene.call(new TaskLost(task, TaskLost.HOST_GONE));
            scene.call(new TaskLost(task, "told twice"));
            scene.pass(Duration.ofSeconds(15));
            Instant replaced = createdAt(newest());

            assertThat(life(task, begin)).containsExactly("DEPROVISIONING +0s", "STOPPED +15s");
            assertThat(reason(task)).isEqualTo("TerminationNotice: " + TaskLost.HOST_GONE);
            assertThat(replaced).isEqualTo(begin);
        }
    }

    @Nested
    class TheNextTask {
        /** From one start to the next: twelve seconds of trying, then a wait that two failures at a time make four times longer. */
        @Test
        void waitsLongerAndLongerWhileNoneComesToRunUpTo27Minutes() {
            scene.conducts.put("v1", Conduct.unstartable("CannotPullContainerError: not found"));

            scene.created("v1", blueGreen()).pass(Duration.ofHours(2));

            assertThat(betweenStarts().subList(0, 6)).containsExactly(22L, 52L, 172L, 652L, 1632L, 1632L);
            assertThat(scene.eventNames("ECS Service Action")).containsOnlyOnce("SERVICE_TASK_START_IMPAIRED");
            assertThat(scene.service().events())
                    .extracting(ServiceEvent::message)
                    .contains("(service api) is unable to consistently start tasks successfully.");
        }

        @Test
        void doesNotWaitLongerBecauseOthersEndedThatRan() {
            scene.conducts.put("v1", Conduct.crashing(Duration.ofSeconds(1), 1));

            scene.created("v1", blueGreen()).pass(Duration.ofMinutes(10));

            assertThat(betweenStarts()).hasSizeGreaterThan(20).containsOnly(18L);
            assertThat(scene.eventNames("ECS Service Action")).doesNotContain("SERVICE_TASK_START_IMPAIRED");
        }

        @Test
        void waitsNoLongerThanTheFirstOnceOneRan() {
            scene.conducts.put("v1", Conduct.unstartable("CannotPullContainerError: not found"));
            scene.created("v1", blueGreen()).pass(Duration.ofMinutes(5));
            scene.conducts.put("v1", Conduct.crashing(Duration.ofSeconds(1), 1));
            scene.pass(Duration.ofMinutes(12));
            scene.conducts.put("v1", Conduct.unstartable("CannotPullContainerError: not found"));

            scene.pass(Duration.ofMinutes(2));

            assertThat(betweenStarts()).endsWith(18L, 22L, 52L);
        }
    }

    private List<Long> betweenStarts() {
        List<Instant> starts =
                tasks().stream().map(this::createdAt).sorted().distinct().toList();
        return IntStream.range(1, starts.size())
                .mapToObj(
                        i -> Duration.between(starts.get(i - 1), starts.get(i)).toSeconds())
                .toList();
    }

    private static Conduct stopping(Duration stops) {
        Conduct good = Conduct.good();
        return new Conduct("", good.starts(), good.healthy(), Optional.empty(), 0, stops);
    }

    private Stream<JsonNode> told(String task) {
        return scene.events.stream()
                .filter(event -> event.at("/detail/taskArn").asText().equals(task))
                .map(event -> event.path("detail"));
    }

    private List<String> statuses(String task) {
        return told(task)
                .map(detail -> detail.path("lastStatus").asText())
                .distinct()
                .toList();
    }

    /** Each status since then, with how long after the one before (or after then) it was told. */
    private List<String> life(String task, Instant since) {
        var life = new ArrayList<String>();
        Instant before = since;
        for (JsonNode told : told(task).toList()) {
            Instant at = Instant.parse(told.path("updatedAt").asText());
            if (!at.isBefore(since)) {
                life.add(told.path("lastStatus").asText() + " +"
                        + Duration.between(before, at).toSeconds() + "s");
                before = at;
            }
        }
        return life;
    }

    private int exitCode(String task) {
        return told(task)
                .reduce((one, next) -> next)
                .orElseThrow()
                .at("/containers/0/exitCode")
                .asInt();
    }

    private String reason(String task) {
        JsonNode last = told(task).reduce((one, next) -> next).orElseThrow();
        return last.path("stopCode").asText() + ": "
                + last.path("stoppedReason").asText();
    }

    private List<String> tasks() {
        return scene.events.stream()
                .map(event -> event.at("/detail/taskArn").asText())
                .filter(arn -> !arn.isEmpty())
                .distinct()
                .toList();
    }

    private String newest() {
        return tasks().getLast();
    }

    private Instant createdAt(String task) {
        return Instant.parse(
                told(task).findFirst().orElseThrow().path("createdAt").asText());
    }
}
