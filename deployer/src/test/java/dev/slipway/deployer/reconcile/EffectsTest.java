package dev.slipway.deployer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.DeploymentStatus;
import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.HookAction;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.RevisionView;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.model.ServiceView;
import dev.slipway.deployer.model.TaskView;
import dev.slipway.deployer.reconcile.port.Journal;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.reconcile.port.Sent;
import dev.slipway.deployer.release.Effect;
import dev.slipway.deployer.release.Facts.EffectOutcome;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState;
import dev.slipway.deployer.release.Trigger;
import dev.slipway.deployer.testing.MapJournal;
import dev.slipway.deployer.testing.ScriptedPorts;
import dev.slipway.deployer.testing.Specs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What goes with a call to AWS: the last look before it, and what would be lost by it. */
class EffectsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final ServiceSpec SHOP = Specs.shopApi().build();
    private static final Release RELEASE = Release.met(
            new ReleaseId("01JD%022d".formatted(7)),
            new Trigger.Foreign("deployment", Optional.empty()),
            Image.of("shop/api", new Digest("sha256:" + "07".repeat(32)), "v7"),
            "td",
            new ReleaseState.Pin("deployment", "shop:7"),
            NOON);
    private static final String TASK = "{\"arn\":\"task/1\"";

    private final Codec codec = new Codec();
    private final MapJournal journal = new MapJournal();
    private final List<String> calls = new ArrayList<>();
    private Optional<DeploymentView> current = Optional.empty();
    private boolean hasSucceeded;
    private boolean isThrottled;

    @Test
    void whyTasksStoppedIsKeptBeforeAHookIsAnsweredWithRollback() {
        perform(new Effect.Answer("deployment", "hook", HookAction.ROLLBACK));

        assertThat(calls).containsExactly("listTasks", "describeTasks", "continueServiceDeployment");
        assertThat(kept()).hasValueSatisfying(body -> assertThat(body).contains(TASK, "137", "OutOfMemoryError"));
    }

    @Test
    void whyTasksStoppedIsKeptBeforeADeploymentIsStopped() {
        perform(new Effect.Stop("deployment"));

        assertThat(calls).containsExactly("listTasks", "describeTasks", "stopServiceDeployment");
        assertThat(kept()).hasValueSatisfying(body -> assertThat(body).contains(TASK, "137", "OutOfMemoryError"));
    }

    @Test
    void tasksThatCanNotBeReadDoNotStandInTheWay() {
        isThrottled = true;

        var outcome = perform(new Effect.Answer("deployment", "hook", HookAction.ROLLBACK));

        assertThat(outcome).contains(new EffectOutcome.Done(""));
        assertThat(kept()).isEmpty();
    }

    @Test
    void nobodyAsksAfterTasksBeforeContinue() {
        perform(new Effect.Answer("deployment", "hook", HookAction.CONTINUE));

        assertThat(calls).containsExactly("continueServiceDeployment");
    }

    @Test
    void nothingIsStartedOverADeploymentThatCameInBetween() {
        inFlight("shop:8");

        var outcome = perform(new Effect.Start("shop:7"));

        assertThat(outcome).contains(new EffectOutcome.NotSent("deployment 8 is in flight"));
        assertThat(calls).doesNotContain("updateService");
    }

    @Test
    void aFirstReleaseIsStartedOverADeploymentThatNothingEverCameBefore() {
        inFlight("shop:8");

        var outcome = perform(new Effect.Start("shop:7"), RELEASE.frozen("", "", true));

        assertThat(outcome).contains(new EffectOutcome.Done(""));
        assertThat(calls).contains("updateService");
    }

    @Test
    void aFirstReleaseIsNotStartedOverADeploymentIfAnotherEndedWellMeanwhile() {
        inFlight("shop:8");
        hasSucceeded = true;

        var outcome = perform(new Effect.Start("shop:7"), RELEASE.frozen("", "", true));

        assertThat(outcome).contains(new EffectOutcome.NotSent("deployment 8 is in flight"));
        assertThat(calls).doesNotContain("updateService");
    }

    @Test
    void ourOwnDeploymentIsNotStartedTwice() {
        inFlight("shop:7");

        var outcome = perform(new Effect.Start("shop:7"));

        assertThat(outcome).contains(new EffectOutcome.Done(""));
        assertThat(calls).doesNotContain("updateService");
    }

    @Test
    void theHooksStayWhileADeploymentIsInFlight() {
        inFlight("shop:8");

        boolean isSent = effects().detach(SHOP, NOON.plusSeconds(20));

        assertThat(isSent).isFalse();
        assertThat(calls).doesNotContain("updateService");
    }

    private void inFlight(String taskDefinition) {
        current = Optional.of(deployment("8", DeploymentStatus.IN_PROGRESS, taskDefinition));
    }

    private static DeploymentView deployment(String arn, DeploymentStatus status, String taskDefinition) {
        return new DeploymentView(
                arn,
                status,
                Optional.empty(),
                Optional.empty(),
                NOON,
                Optional.of(taskDefinition),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private Optional<String> kept() {
        return journal.get(Keys.service(SHOP.name()), Keys.tasks(RELEASE.id())).map(Journal.Item::body);
    }

    private Optional<EffectOutcome> perform(Effect effect) {
        return perform(effect, RELEASE);
    }

    private Optional<EffectOutcome> perform(Effect effect, Release release) {
        return effects().perform(effect, SHOP, release, NOON.plusSeconds(20));
    }

    private Effects effects() {
        var ports = ScriptedPorts.of(journal, this::answer);
        return new Effects(ports, new Store(journal, codec), new Evidence(ports, codec));
    }

    private Object answer(Class<?> type, String call, List<Object> arguments) {
        calls.add(call);
        return switch (call) {
            case "listTasks" -> {
                if (isThrottled) {
                    throw PortFailure.throttled("ecs:ListTasks", "Rate exceeded");
                }
                yield List.of("task/1");
            }
            case "describeTasks" -> List.of(crashed());
            case "continueServiceDeployment", "stopServiceDeployment", "updateService" ->
                new Sent.Done<>(Optional.empty());
            case "describeServices" -> List.of(service());
            case "listServiceDeployments" -> List.of("7", "8");
            case "describeServiceDeployments" -> deployments((List<?>) arguments.getFirst());
            case "describeServiceRevisions" ->
                List.of(new RevisionView(
                        "revision", current.orElseThrow().targetRevisionArn().orElseThrow(), List.of(), List.of()));
            default -> throw new IllegalStateException("nobody asks for " + call);
        };
    }

    private List<DeploymentView> deployments(List<?> asked) {
        var all = new ArrayList<>(current.stream().toList());
        if (hasSucceeded) {
            all.add(deployment("7", DeploymentStatus.SUCCESSFUL, "shop:5"));
        }
        return all.stream()
                .filter(deployment -> asked.contains(deployment.arn()))
                .toList();
    }

    private static TaskView crashed() {
        var container =
                new TaskView.ContainerView("app", Optional.of(137), Optional.of("OutOfMemoryError"), Optional.empty());
        return new TaskView(
                "task/1",
                "shop:7",
                "STOPPED",
                Optional.of("EssentialContainerExited"),
                Optional.of("Essential container in task exited"),
                Optional.empty(),
                Optional.of(NOON),
                Optional.of(NOON),
                Optional.empty(),
                List.of(container));
    }

    private ServiceView service() {
        return new ServiceView(
                "arn",
                "shop-api",
                "ACTIVE",
                "ECS",
                1,
                "shop:6",
                current.map(DeploymentView::arn),
                List.of(),
                List.of());
    }
}
