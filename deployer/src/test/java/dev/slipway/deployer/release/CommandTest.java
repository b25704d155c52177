package dev.slipway.deployer.release;

import static dev.slipway.deployer.release.Shop.HOOK_EXPIRES;
import static dev.slipway.deployer.release.Shop.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.GateSpec;
import dev.slipway.deployer.model.GateSpec.TaskSpec;
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
    /** Five minutes to start, one to run, and ten seconds to answer the hook. */
    private static final Duration NEEDED = Duration.ofSeconds(370);

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
        void isNotBegunIfItCouldNotStartAndEndInTime() {
            var scene = scene();

            var decision = scene.decide(HOOK_EXPIRES.minus(NEEDED));

            assertThat(decision.next().state())
                    .isInstanceOfSatisfying(
                            ReleaseState.RollingBack.class,
                            back -> assertThat(back)
                                    .extracting(ReleaseState.RollingBack::cause, ReleaseState.RollingBack::evidence)
                                    .containsExactly(
                                            EndClass.GATE_TIMEOUT,
                                            "no time is left for the command, 300 s to start and 60 s to run, before the"
                                                    + " hook expires at " + HOOK_EXPIRES));
        }

        @Test
        void isBegunIfItCouldJustStartAndEndInTime() {
            var scene = scene();

            var decision = scene.decide(HOOK_EXPIRES.minus(NEEDED).minusSeconds(1));

            assertThat(decision.effect()).containsInstanceOf(Effect.RunCommand.class);
        }

        @Test
        void hasAsLongAsConfiguredOnceItRuns() {
            var scene = scene().command(running(NOON.minusSeconds(55)));

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(scene.stays(NOON.plusSeconds(5), "the command runs, until " + NOON.plusSeconds(5)));
        }

        @Test
        void isLookedAtEveryTenSeconds() {
            var scene = scene().command(running(NOON.minusSeconds(5)));

            var decision = scene.decide();

            assertThat(decision.lookAt()).isEqualTo(NOON.plusSeconds(10));
        }

        @Test
        void hasFiveMinutesToStart() {
            var scene = scene().command(starting(NOON.minusSeconds(295)));

            var decision = scene.decide();

            assertThat(decision)
                    .isEqualTo(
                            scene.stays(NOON.plusSeconds(5), "the command is starting, until " + NOON.plusSeconds(5)));
        }

        @Test
        void isStoppedWhenItTakesLonger() {
            var scene = scene().command(running(NOON.minusSeconds(60)));

            var decision = scene.decide();

            var state = scene.release().state();
            assertThat(decision)
                    .isEqualTo(scene.goes(
                            state,
                            new Effect.StopCommand(TASK, CommandVerdict.tooLong()),
                            NOON.plusSeconds(2),
                            "the command should have ended at " + NOON + "; stopping it"));
        }

        @Test
        void isNotStoppedAgainByTheTurnThatStoppedIt() {
            var scene = scene().command(running(NOON.minusSeconds(60))).after(new EffectOutcome.Done(""));

            var decision = scene.decide();

            assertThat(decision).isEqualTo(scene.stays(NOON.plusSeconds(2), "the command was told to stop"));
        }

        @Test
        void isStoppedWhenItDoesNotStart() {
            var scene = scene().command(starting(NOON.minusSeconds(300)));

            var decision = scene.decide();

            assertThat(decision.effect()).contains(new Effect.StopCommand(TASK, CommandVerdict.tooLong()));
        }

        @Test
        void hasAsLongToStartAsTheGateSays() {
            var patient = new TaskSpec(
                    List.of("bin/check"), "app", Duration.ofMinutes(1), Optional.of(Duration.ofMinutes(9)));
            var scene = scene(1, patient).command(starting(NOON.minusSeconds(535)));

            var decision = scene.decide();

            assertThat(decision.lookAt()).isEqualTo(NOON.plusSeconds(5));
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
        void isJudgedByTheLastRunThatIsAllowed() {
            var twice = Shop.visit(GateKind.TEST).inconclusiveRun();
            var scene = of(new AtGate(Shop.A_MINUTE_AGO, Shop.PIN, twice), 1, CHECK)
                    .hookWaits()
                    .command(ended(Verdict.INCONCLUSIVE, "no capacity"));

            var decision = scene.decide();

            assertThat(visit(decision).verdict())
                    .contains(new GateVisit.Judgement(Verdict.INCONCLUSIVE, "no capacity", NOON));
            assertThat(decision.reason()).isEqualTo("INCONCLUSIVE: no capacity");
        }

        @Test
        void isJudgedIfAnotherRunCouldNotEndInTime() {
            var scene = scene().command(ended(Verdict.INCONCLUSIVE, "no capacity"));

            var judged = scene.decide(HOOK_EXPIRES.minus(NEEDED));
            var again = scene.decide(HOOK_EXPIRES.minus(NEEDED).minusSeconds(1));

            assertThat(visit(judged).verdict()).isPresent();
            assertThat(visit(again).verdict()).isEmpty();
            assertThat(again.reason()).isEqualTo("INCONCLUSIVE, running once more: no capacity");
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

    private static CommandRun starting(Instant createdAt) {
        return new CommandRun(TASK, createdAt, Optional.empty(), Optional.empty());
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
        return scene(reruns, CHECK);
    }

    private static Scene scene(int reruns, TaskSpec command) {
        return of(new AtGate(Shop.A_MINUTE_AGO, Shop.PIN, Shop.visit(GateKind.TEST)), reruns, command)
                .hookWaits();
    }

    private static Scene of(AtGate state, int reruns, TaskSpec command) {
        var gate = new GateSpec(
                GateKind.TEST,
                List.of(),
                List.of(),
                new GateSpec.TargetSpec("", Optional.empty(), false),
                Duration.ofMinutes(5),
                reruns,
                Optional.empty(),
                Optional.empty(),
                Optional.of(command));
        return Scene.in(state).configured(Specs.shopApi().gates(gate));
    }
}
