package dev.slipway.deployer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.DeploymentStatus;
import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.RevisionView;
import dev.slipway.deployer.model.RuleView;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.model.ServiceView;
import dev.slipway.deployer.model.TargetView;
import dev.slipway.deployer.model.TaskView;
import dev.slipway.deployer.release.Facts.Traffic;
import dev.slipway.deployer.testing.MapJournal;
import dev.slipway.deployer.testing.ScriptedPorts;
import dev.slipway.deployer.testing.Specs;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Whom a test would meet: shop:7 has the green target group, to which the test listener sends all. */
class TrafficReaderTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final ServiceSpec SHOP = Specs.shopApi().build();

    private final List<TaskView> tasks = new ArrayList<>();
    /** What each look at the target group shows; the last one for ever. */
    private final Deque<List<TargetView>> targets = new ArrayDeque<>();

    @Test
    void isOurRevisionAloneIfTheTargetsAreItsTasks() {
        runs("10.0.0.1", "10.0.0.2");
        targets.add(healthy("10.0.0.1", "10.0.0.2"));

        var traffic = read();

        assertThat(traffic).contains(new Traffic(0, OptionalInt.of(100), Optional.empty()));
    }

    @Test
    void isNotToldWhileTheTargetsChange() {
        runs("10.0.0.1");
        targets.add(healthy("10.0.0.1"));
        targets.add(healthy("10.0.0.2"));

        var traffic = read();

        assertThat(traffic.flatMap(Traffic::strangers)).contains("the healthy targets are changing");
    }

    @Test
    void isAStrangerToo() {
        runs("10.0.0.1", "10.0.0.2");
        targets.add(healthy("10.0.0.1", "10.0.0.9"));

        var traffic = read();

        assertThat(traffic.flatMap(Traffic::strangers)).contains("target 10.0.0.9:8080 is no task of this release");
    }

    @Test
    void isLessThanOurRevisionWhileTasksAreMissing() {
        runs("10.0.0.1", "10.0.0.2");
        targets.add(healthy("10.0.0.1"));

        var traffic = read();

        assertThat(traffic.flatMap(Traffic::strangers))
                .contains("1 healthy targets for 2 running tasks of this release");
    }

    @Test
    void isNobodyIfNothingIsHealthy() {
        targets.add(List.of());

        var traffic = read();

        assertThat(traffic.flatMap(Traffic::strangers))
                .contains("0 healthy targets for 0 running tasks of this release");
    }

    private Optional<Traffic> read() {
        var ours = new DeploymentView(
                "deployment",
                DeploymentStatus.IN_PROGRESS,
                Optional.empty(),
                Optional.empty(),
                NOON,
                Optional.of("revision"),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
        return new TrafficReader(ScriptedPorts.of(new MapJournal(), this::answer)).read(SHOP, ours, "shop:7", true);
    }

    private void runs(String... addresses) {
        for (String address : addresses) {
            var container = new TaskView.ContainerView("app", Optional.empty(), Optional.empty(), Optional.of(address));
            tasks.add(new TaskView(
                    "task " + address,
                    "shop:7",
                    "RUNNING",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(NOON),
                    Optional.of(NOON),
                    Optional.empty(),
                    List.of(container)));
        }
    }

    private static List<TargetView> healthy(String... addresses) {
        return List.of(addresses).stream()
                .map(address -> new TargetView(address, 8080, "healthy"))
                .toList();
    }

    private Object answer(Class<?> type, String call, List<Object> arguments) {
        return switch (call) {
            case "describeServices" -> List.of(service());
            case "describeServiceRevisions" ->
                List.of(new RevisionView("revision", "shop:7", List.of(), wiring("green")));
            case "describeRules" -> List.of(rule("production", 100, 0), rule("test", 0, 100));
            case "describeTargetHealth" -> targets.size() > 1 ? targets.removeFirst() : targets.getFirst();
            case "listTasks" -> tasks.stream().map(TaskView::arn).toList();
            case "describeTasks" -> tasks;
            default -> throw new IllegalStateException("nobody asks for " + call);
        };
    }

    private static ServiceView service() {
        return new ServiceView(
                "arn",
                "shop-api",
                "ACTIVE",
                "ECS",
                2,
                "shop:7",
                Optional.of("deployment"),
                List.of("revision"),
                wiring("blue"));
    }

    private static List<RevisionView.LoadBalancerView> wiring(String group) {
        return List.of(new RevisionView.LoadBalancerView(
                group, Optional.empty(), Optional.of("production"), Optional.of("test"), Optional.empty(), "app", 80));
    }

    private static RuleView rule(String arn, int blue, int green) {
        return new RuleView(arn, List.of(new RuleView.Weight("blue", blue), new RuleView.Weight("green", green)));
    }
}
