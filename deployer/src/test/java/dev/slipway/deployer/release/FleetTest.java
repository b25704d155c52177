package dev.slipway.deployer.release;

import static dev.slipway.deployer.release.Shop.HOOK_EXPIRES;
import static dev.slipway.deployer.release.Shop.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.GateSpec;
import dev.slipway.deployer.model.Verdict;
import dev.slipway.deployer.release.ReleaseState.AtGate;
import dev.slipway.deployer.testing.Specs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A gate that asks whether all tasks run without trouble for two minutes. */
class FleetTest {
    private static final Instant LONG_AGO = NOON.minusSeconds(120);

    @Test
    void passesOnceAllTasksHaveRunForSoLong() {
        var scene = scene(new Facts.Fleet(2, 2, 0, Optional.of(LONG_AGO), Optional.empty(), NOON));

        var decision = scene.decide();

        assertThat(verdict(decision))
                .contains(new GateVisit.Judgement(
                        Verdict.PASS, "2 of 2 tasks have been healthy since " + LONG_AGO, NOON));
    }

    @Test
    void isLookedAtFirst() {
        var scene = configured();

        var decision = scene.decide();

        assertThat(decision).isEqualTo(scene.stays(NOON, "the tasks were not looked at yet"));
    }

    @Test
    void passesWithMoreTasksThanAreWanted() {
        var scene = scene(new Facts.Fleet(2, 3, 0, Optional.of(LONG_AGO), Optional.empty(), NOON));

        var decision = scene.decide();

        assertThat(verdict(decision))
                .contains(new GateVisit.Judgement(
                        Verdict.PASS, "3 of 2 tasks have been healthy since " + LONG_AGO, NOON));
    }

    @Test
    void doesNotPassWithoutATask() {
        var scene = scene(new Facts.Fleet(0, 0, 0, Optional.of(LONG_AGO), Optional.empty(), NOON));

        var decision = scene.decide();

        assertThat(decision)
                .isEqualTo(scene.stays(
                        NOON.plusSeconds(10),
                        "0 of 0 tasks run, the youngest since " + LONG_AGO + "; all have to for 120 s"));
    }

    @Test
    void doesNotPassOnWhatWasSeenTooLongAgo() {
        var scene = scene(new Facts.Fleet(2, 2, 0, Optional.of(LONG_AGO), Optional.empty(), NOON.minusSeconds(1)));

        var decision = scene.decide();

        assertThat(decision)
                .isEqualTo(scene.stays(
                        NOON, "2 of 2 tasks run, the youngest since " + LONG_AGO + "; all have to for 120 s"));
    }

    @Test
    void looksAgainAtOnceIfTheTimeHasComeMeanwhile() {
        var youngest = LONG_AGO.minusSeconds(5);
        var scene = scene(new Facts.Fleet(2, 2, 0, Optional.of(youngest), Optional.empty(), NOON.minusSeconds(6)));

        var decision = scene.decide();

        assertThat(decision.lookAt()).isEqualTo(NOON);
    }

    @Test
    void looksEveryTenSeconds() {
        var scene = scene(new Facts.Fleet(2, 2, 0, Optional.of(NOON.minusSeconds(1)), Optional.empty(), NOON));

        var decision = scene.decide();

        assertThat(decision.lookAt()).isEqualTo(NOON.plusSeconds(10));
    }

    @Test
    void asksTheSuitesAfterThat() {
        var scene = scene(new Facts.Fleet(2, 2, 0, Optional.of(LONG_AGO), Optional.empty(), NOON), "suites/a.yaml")
                .production(0);

        var decision = scene.decide();

        assertThat(decision.effect()).contains(new Effect.RunGate(1, Shop.TOKEN));
    }

    @Test
    void asksTheCommandAfterThat() {
        var check = new GateSpec.TaskSpec(List.of("bin/check"), "app", Duration.ofMinutes(1));
        var scene = configured(Optional.of(check))
                .fleet(new Facts.Fleet(2, 2, 0, Optional.of(LONG_AGO), Optional.empty(), NOON));

        var decision = scene.decide();

        assertThat(decision.effect())
                .contains(new Effect.RunCommand("slipway/" + scene.release().id() + "/test/1"));
    }

    @Test
    void waitsForTheYoungest() {
        var scene = scene(new Facts.Fleet(2, 2, 0, Optional.of(LONG_AGO.plusSeconds(4)), Optional.empty(), NOON));

        var decision = scene.decide();

        assertThat(verdict(decision)).isEmpty();
        assertThat(decision.lookAt()).isEqualTo(NOON.plusSeconds(4));
    }

    @Test
    void waitsUntilAllRun() {
        var scene = scene(new Facts.Fleet(2, 1, 0, Optional.of(LONG_AGO), Optional.empty(), NOON));

        var decision = scene.decide();

        assertThat(verdict(decision)).isEmpty();
        assertThat(decision.reason())
                .isEqualTo("1 of 2 tasks run, the youngest since " + LONG_AGO + "; all have to for 120 s");
    }

    @Test
    void failsIfOneStoppedByItself() {
        var scene =
                scene(new Facts.Fleet(2, 2, 0, Optional.of(LONG_AGO), Optional.of("task 7 stopped by itself"), NOON));

        var decision = scene.decide();

        assertThat(verdict(decision)).contains(new GateVisit.Judgement(Verdict.FAIL, "task 7 stopped by itself", NOON));
    }

    @Test
    void failsIfOneIsUnhealthy() {
        var scene = scene(new Facts.Fleet(2, 2, 1, Optional.of(LONG_AGO), Optional.empty(), NOON));

        var decision = scene.decide();

        assertThat(verdict(decision))
                .contains(new GateVisit.Judgement(Verdict.FAIL, "1 of 2 tasks are unhealthy", NOON));
    }

    @Test
    void givesUpBeforeTheHookExpires() {
        var scene = scene(new Facts.Fleet(2, 0, 0, Optional.empty(), Optional.empty(), NOON));

        var decision = scene.decide(HOOK_EXPIRES.minusSeconds(30));

        assertThat(decision.next().state())
                .isInstanceOfSatisfying(
                        ReleaseState.RollingBack.class,
                        back -> assertThat(back.cause()).isEqualTo(EndClass.GATE_TIMEOUT));
    }

    @Test
    void goesOnWaitingUntilThen() {
        var scene = scene(new Facts.Fleet(2, 0, 0, Optional.empty(), Optional.empty(), NOON));
        var before = HOOK_EXPIRES.minusSeconds(31);

        var decision = scene.decide(before);

        assertThat(decision)
                .isEqualTo(scene.stays(
                        before.plusSeconds(10), "0 of 2 tasks run, the youngest since never; all have to for 120 s"));
    }

    private static Optional<GateVisit.Judgement> verdict(Decision decision) {
        return ((AtGate) decision.next().state()).visit().verdict();
    }

    private static Scene scene(Facts.Fleet fleet, String... suites) {
        return configured(suites).fleet(fleet);
    }

    private static Scene configured(String... suites) {
        return configured(Optional.empty(), suites);
    }

    private static Scene configured(Optional<GateSpec.TaskSpec> command, String... suites) {
        var gate = new GateSpec(
                GateKind.TEST,
                List.of(suites),
                List.of(),
                new GateSpec.TargetSpec("", Optional.empty(), false),
                Duration.ofMinutes(5),
                0,
                Optional.empty(),
                Optional.of(Duration.ofMinutes(2)),
                command);
        return Scene.atGate(GateKind.TEST).configured(Specs.shopApi().gates(gate));
    }
}
