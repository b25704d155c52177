package dev.slipway.deployer.release;

import static dev.slipway.deployer.release.Shop.HOOK_EXPIRES;
import static dev.slipway.deployer.release.Shop.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.GateSpec;
import dev.slipway.deployer.model.GateSpec.TaskSpec;
import dev.slipway.deployer.model.TaskView;
import dev.slipway.deployer.model.TaskView.ContainerView;
import dev.slipway.deployer.model.Verdict;
import dev.slipway.deployer.release.Facts.CommandRun;
import dev.slipway.deployer.release.Facts.EffectOutcome;
import dev.slipway.deployer.release.ReleaseState.AtGate;
import dev.slipway.deployer.testing.Specs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A gate that runs {@code bin/check} in a task of the release's image, for at most a minute, and once more if need be. */
class CommandTest {
    private static final TaskSpec CHECK = new TaskSpec(List.of("bin/check", "--all"), "app", Duration.ofMinutes(1));
    private static final String TASK = "arn:aws:ecs:eu-west-1:123456789012:task/main/abc";

    @Nested
    class TheTask {
        @Test
        void isAskedForUnderANameThatFindsItAgain() {
            var scene = scene();

            var decision = scene.decide();

            String name = visit(decision).commandName(decision.next().id());
            assertThat(decision.effect()).contains(new Effect.RunCommand(name));
            assertThat(name)
                    .matches("[A-Za-z0-9/_-]{1,64}")
                    .isEqualTo("slipway/" + decision.next().id() + "/test/1");
        }

        @Test
        void isNotAskedForAgainByTheTurnThatAsked() {
            var scene = scene().after(new EffectOutcome.Done(""));

            var decision = scene.decide();

            assertThat(decision.effect()).isEmpty();
            assertThat(decision.lookAt()).isEqualTo(NOON.plusSeconds(2));
        }

        @Test
        void isNotBegunIfItCouldNotEndInTime() {
            var scene = scene();

            var decision = scene.decide(HOOK_EXPIRES.minusSeconds(65));

            assertThat(decision.next().state())
                    .isInstanceOfSatisfying(
                            ReleaseState.RollingBack.class,
                            back -> assertThat(back.cause()).isEqualTo(EndClass.GATE_TIMEOUT));
        }

        @Test
        void hasAsLongAsConfiguredOnceItRuns() {
            var scene = scene().command(running(NOON.minusSeconds(55)));

            var decision = scene.decide();

            assertThat(decision.effect()).isEmpty();
            assertThat(decision.lookAt()).isEqualTo(NOON.plusSeconds(5));
        }

        @Test
        void isStoppedWhenItTakesLonger() {
            var scene = scene().command(running(NOON.minusSeconds(60)));

            var decision = scene.decide();

            assertThat(decision.effect()).contains(new Effect.StopCommand(TASK, CommandVerdict.tooLong()));
            assertThat(visit(decision).verdict()).isEmpty();
        }

        @Test
        void isStoppedWhenItDoesNotStart() {
            var scene =
                    scene().command(new CommandRun(TASK, NOON.minusSeconds(300), Optional.empty(), Optional.empty()));

            var decision = scene.decide();

            assertThat(decision.effect()).contains(new Effect.StopCommand(TASK, CommandVerdict.tooLong()));
        }
    }

    @Nested
    class TheGate {
        @Test
        void isJudgedByItsEnd() {
            var scene = scene().command(ended(Verdict.FAIL, "it failed"));

            var decision = scene.decide();

            assertThat(visit(decision).verdict()).contains(new GateVisit.Judgement(Verdict.FAIL, "it failed", NOON));
        }

        @Test
        void runsItOnceMoreUnderAnotherNameIfItSaidNothing() {
            var scene = scene().command(ended(Verdict.INCONCLUSIVE, "no capacity"));

            var visit = visit(scene.decide());

            assertThat(visit.verdict()).isEmpty();
            assertThat(visit.commandName(Shop.id(1))).endsWith("/test/2");
        }

        @Test
        void isInconclusiveIfItCanNotBeStarted() {
            var scene = scene(0).after(
                            new EffectOutcome.Refused("RESOURCE:CPU", "ecs:RunTask started no task: RESOURCE:CPU"));

            var decision = scene.decide();

            assertThat(visit(decision).verdict())
                    .contains(new GateVisit.Judgement(
                            Verdict.INCONCLUSIVE,
                            "the command could not be started: ecs:RunTask started no task: RESOURCE:CPU",
                            NOON));
        }
    }

    @Nested
    class TheVerdict {
        @Test
        void isPassForExitCodeZero() {
            var report = CommandVerdict.of(CHECK, task("EssentialContainerExited", "done", Optional.of(0)), "");

            assertThat(report)
                    .isEqualTo(new Facts.Report(Verdict.PASS, "'bin/check --all' ended with exit code 0, in task abc"));
        }

        @Test
        void isFailForAnyOtherAndSaysWhereToRead() {
            var report =
                    CommandVerdict.of(CHECK, task("EssentialContainerExited", "done", Optional.of(3)), "'/ecs/app'");

            assertThat(report)
                    .isEqualTo(
                            new Facts.Report(
                                    Verdict.FAIL,
                                    "'bin/check --all' ended with exit code 3 (OutOfMemoryError), in task abc; its log is '/ecs/app'"));
        }

        @Test
        void isFailIfItTookTooLong() {
            var report =
                    CommandVerdict.of(CHECK, task("UserInitiated", CommandVerdict.tooLong(), Optional.of(143)), "");

            assertThat(report)
                    .isEqualTo(new Facts.Report(Verdict.FAIL, "'bin/check --all' took longer than 60 s, in task abc"));
        }

        @Test
        void isNoneIfSomethingElseEndedIt() {
            var report = CommandVerdict.of(
                    CHECK, task("TaskFailedToStart", "CannotPullContainerError: no", Optional.empty()), "");

            assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(report.summary())
                    .isEqualTo("'bin/check --all' could not be judged: TaskFailedToStart: CannotPullContainerError: no"
                            + " (OutOfMemoryError), in task abc");
        }
    }

    private static TaskView task(String stopCode, String stoppedReason, Optional<Integer> exitCode) {
        var container = new ContainerView("app", exitCode, Optional.of("OutOfMemoryError"), Optional.empty());
        return new TaskView(
                TASK,
                "arn:aws:ecs:eu-west-1:123456789012:task-definition/shop:7",
                "STOPPED",
                Optional.of(stopCode),
                Optional.of(stoppedReason),
                Optional.of("slipway/R/test/1"),
                Optional.of(NOON),
                Optional.of(NOON),
                Optional.empty(),
                List.of(container));
    }

    private static CommandRun running(Instant since) {
        return new CommandRun(TASK, since.minusSeconds(20), Optional.of(since), Optional.empty());
    }

    private static CommandRun ended(Verdict verdict, String summary) {
        return new CommandRun(
                TASK,
                NOON.minusSeconds(20),
                Optional.of(NOON.minusSeconds(10)),
                Optional.of(new Facts.Report(verdict, summary)));
    }

    private static GateVisit visit(Decision decision) {
        return ((AtGate) decision.next().state()).visit();
    }

    private static Scene scene() {
        return scene(1);
    }

    private static Scene scene(int reruns) {
        var gate = new GateSpec(
                GateKind.TEST,
                List.of(),
                List.of(),
                new GateSpec.TargetSpec("", Optional.empty(), false),
                Duration.ofMinutes(5),
                reruns,
                Optional.empty(),
                Optional.empty(),
                Optional.of(CHECK));
        return Scene.atGate(GateKind.TEST).configured(Specs.shopApi().gates(gate));
    }
}
