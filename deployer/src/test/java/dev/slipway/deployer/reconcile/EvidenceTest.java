package dev.slipway.deployer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.TaskView;
import dev.slipway.deployer.reconcile.port.Journal.Item;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.release.EndClass;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState;
import dev.slipway.deployer.release.Trigger;
import dev.slipway.deployer.testing.MapJournal;
import dev.slipway.deployer.testing.ScriptedPorts;
import dev.slipway.deployer.testing.Specs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is kept of tasks that stopped, before a release goes back. */
class EvidenceTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final ReleaseId RELEASE = new ReleaseId("00000000000000000000000001");

    private static final ReleaseState.Pin PIN = new ReleaseState.Pin("deployment", "shop:7");

    private final MapJournal journal = new MapJournal();
    private final Codec codec = new Codec();

    @Test
    void keepsTheTasksOfTheReleaseHoweverManyOthersHadStopped() {
        List<TaskView> others = IntStream.range(0, 150)
                .mapToObj(number -> task("old" + number, "shop:6"))
                .toList();
        var crashed = task("crashed", "shop:7");

        evidence(Stream.concat(others.stream(), Stream.of(crashed)).toList())
                .collect(Specs.shopApi().build(), goingBack());

        assertThat(kept().map(Item::body)).contains(codec.write(List.of(crashed)));
    }

    @Test
    void isKeptOnceWhereEcsGoesBackByItself() {
        var crashed = task("crashed", "shop:7");
        var evidence = evidence(List.of(crashed));

        evidence.whereEcsGoesBack(Specs.shopApi().build(), rolling(), rolling());
        var whileItRan = kept();
        evidence.whereEcsGoesBack(Specs.shopApi().build(), rolling(), goingBack());

        assertThat(whileItRan).isEmpty();
        assertThat(kept().map(Item::body)).contains(codec.write(List.of(crashed)));
    }

    @Test
    void isNotInTheWayOfTheRollback() {
        new Evidence(
                        ScriptedPorts.of(journal, (type, call, arguments) -> {
                            throw PortFailure.throttled("ecs:ListTasks", "Rate exceeded");
                        }),
                        codec)
                .collect(Specs.shopApi().build(), goingBack());

        assertThat(kept()).isEmpty();
    }

    private Evidence evidence(List<TaskView> stopped) {
        return new Evidence(
                ScriptedPorts.of(journal, (type, call, arguments) -> switch (call) {
                    case "listTasks" -> stopped.stream().map(TaskView::arn).toList();
                    case "describeTasks" -> stopped;
                    default -> throw new IllegalStateException("nobody asks for " + call);
                }),
                codec);
    }

    private Optional<Item> kept() {
        return journal.get(Keys.service(Specs.shopApi().build().name()), Keys.tasks(RELEASE));
    }

    private static Release rolling() {
        var image = Image.of("shop/api", new Digest("sha256:" + "0".repeat(64)), "v2");
        return Release.met(RELEASE, new Trigger.Foreign("deployment", Optional.empty()), image, "", PIN, NOON);
    }

    private static Release goingBack() {
        return rolling()
                .to(
                        new ReleaseState.RollingBack(NOON, PIN, EndClass.ECS_FAILED, "", Optional.empty(), false),
                        NOON,
                        "ECS began to roll back");
    }

    private static TaskView task(String arn, String taskDefinition) {
        return new TaskView(
                arn,
                taskDefinition,
                "STOPPED",
                Optional.of("EssentialContainerExited"),
                Optional.of("Essential container in task exited"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
