package dev.slipway.deployer.release;

import static dev.slipway.deployer.release.Shop.A_MINUTE_AGO;
import static dev.slipway.deployer.release.Shop.HOOK;
import static dev.slipway.deployer.release.Shop.NOON;
import static dev.slipway.deployer.release.Shop.PIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.deployer.model.DeploymentStatus;
import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.HookAction;
import dev.slipway.deployer.model.ServiceSpec.OnForeign;
import dev.slipway.deployer.model.ServiceSpec.Supersede;
import dev.slipway.deployer.model.Verdict;
import dev.slipway.deployer.release.ReleaseState.Ended;
import dev.slipway.deployer.release.ReleaseState.Kind;
import dev.slipway.deployer.release.ReleaseState.Production;
import dev.slipway.deployer.testing.Specs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What holds in every situation, also in those that nobody thought of: tried on many at random, the seeds fixed. */
class DeciderPropertiesTest {
    private static final int SITUATIONS = 10_000;

    @Nested
    class Safety {
        @Test
        void decidingTwiceGivesTheSame() {
            inEverySituation(tried -> assertThat(ReleaseDecider.decide(tried.situation, tried.now))
                    .isEqualTo(tried.decision));
        }

        @Test
        void theNextLookIsNeverBeforeNow() {
            inEverySituation(tried -> assertThat(tried.decision.lookAt()).isAfterOrEqualTo(tried.now));
        }

        @Test
        void nothingIsContinuedAfterAFailedGateOrAnOperatorsRollback() {
            inEverySituation(tried -> {
                Release release = tried.situation.release();
                boolean mayGoOn = release.state() instanceof ReleaseState.Deployed deployed
                        && RollBacks.due(release, deployed).isEmpty();
                boolean goesOn = tried.decision.effect().orElse(null) instanceof Effect.Answer answer
                        && answer.action() == HookAction.CONTINUE;

                assertThat(goesOn && !mayGoOn).isFalse();
            });
        }

        @Test
        void nothingIsDoneForAReleaseThatIsOver() {
            inEverySituation(tried -> {
                if (tried.decision.next().isOver()) {
                    assertThat(tried.decision.effect()).isEmpty();
                }
            });
        }

        @Test
        void aReleaseThatShouldHaveGoneBackIsNeverLiveWithoutSayingSo() {
            inEverySituation(tried -> {
                Release release = tried.situation.release();
                boolean due = release.state() instanceof ReleaseState.Deployed deployed
                        && RollBacks.due(release, deployed).isPresent();

                if (tried.decision.next().state() instanceof Ended ended && ended.kind() == Kind.LIVE) {
                    assertThat(ended.because().isPresent()).isEqualTo(due);
                }
            });
        }

        @Test
        void aReleaseThatIsOverNeverMoves() {
            var live = new Ended(NOON, Kind.LIVE, Optional.empty(), Production.THIS, "it is live");
            var over = Scene.in(live).release();

            assertThatThrownBy(() -> over.to(new ReleaseState.Queued(NOON), NOON, "again"))
                    .hasMessage("release " + over.id() + " can't go from LIVE to QUEUED");
            assertThatThrownBy(() -> Scene.in(live).decide())
                    .hasMessage("release " + over.id() + " ended at 2026-01-01T12:00:00Z");
        }
    }

    @Nested
    class Liveness {
        /** Whatever it was doing: if ECS ends the deployment and shows it, the release ends at the next look. */
        @Test
        void aReleaseEndsWithItsDeployment() {
            inEverySituation(tried -> {
                boolean isOver = tried.situation.release().state() instanceof ReleaseState.Deployed
                        && tried.situation.facts().ours().orElseThrow().status().isTerminal();

                if (isOver) {
                    assertThat(tried.decision.next().isOver()).isTrue();
                }
            });
        }

        /** Applying decisions to an unchanged world comes to rest, so that a turn ends. */
        @Test
        void anUnchangedWorldIsDoneWithInAFewSteps() {
            inEverySituation(tried -> {
                var situation = tried.situation;
                var decision = tried.decision;
                int steps = 0;
                while (!decision.next().isOver() && decision.lookAt().equals(tried.now) && steps < 10) {
                    boolean isPreparing = decision.next().state() instanceof ReleaseState.Preparing;
                    if (isPreparing || decision.effect().isPresent()) {
                        return;
                    }
                    situation = new Situation(
                            situation.spec(),
                            situation.state(),
                            decision.next(),
                            situation.facts(),
                            "next-token",
                            Lease.DEFAULT);
                    decision = ReleaseDecider.decide(situation, tried.now);
                    steps++;
                }
                assertThat(steps).isLessThan(10);
            });
        }
    }

    private record Tried(Situation situation, Instant now, Decision decision) {}

    private static void inEverySituation(Consumer<Tried> check) {
        for (int seed = 0; seed < SITUATIONS; seed++) {
            var random = new Random(seed);
            var situation = scene(random).situation();
            Instant now = NOON.plusSeconds(pick(random, List.of(0, 30, 240, 1740, 3540, 7140, 7200, 9000, 2_000_000)));
            var decision = decide(situation, now, seed);
            try {
                check.accept(new Tried(situation, now, decision));
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + situation + " at " + now + " -> " + decision, e);
            }
        }
    }

    private static Decision decide(Situation situation, Instant now, int seed) {
        try {
            return ReleaseDecider.decide(situation, now);
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + ": no decision for " + situation + " at " + now, e);
        }
    }

    private static Scene scene(Random random) {
        var scene = state(random).configured(specs(random));
        if (random.nextInt(4) == 0) {
            scene.bootstrap();
        }
        if (random.nextInt(4) == 0) {
            scene.because(new Trigger.Foreign("deployment/theirs", Optional.empty()));
        }
        if (random.nextInt(3) == 0) {
            scene.newerWaits();
        }
        switch (random.nextInt(4)) {
            case 0 -> scene.operatorRollsBack();
            case 1 -> scene.operatorPromotes();
            default -> {}
        }
        switch (random.nextInt(5)) {
            case 0 -> scene.after(new Facts.EffectOutcome.Done("shop-api:7"));
            case 1 -> scene.after(new Facts.EffectOutcome.NotSent("something is in flight"));
            case 2 -> scene.after(new Facts.EffectOutcome.Refused("ConflictException", "too late"));
            default -> {}
        }
        return seen(scene, random);
    }

    private static Scene seen(Scene scene, Random random) {
        if (random.nextInt(6) == 0) {
            scene.continued(pick(random, List.of(HOOK, "hook-0")), pick(random, List.of(GateKind.values())));
        }
        if (random.nextInt(2) == 0) {
            scene.hookWaits(pick(random, List.of(HOOK, "hook-2")));
        }
        if (random.nextInt(2) == 0) {
            scene.production(pick(random, List.of(0, 20, 100)));
        }
        if (random.nextInt(2) == 0) {
            scene.report(pick(random, List.of(Verdict.values())), "the summary");
        }
        if (random.nextInt(2) == 0) {
            scene.leaseUntil(NOON.plusSeconds(20));
        }
        scene.stage(pick(
                random,
                List.of(
                        "",
                        "SCALE_UP",
                        "POST_TEST_TRAFFIC_SHIFT",
                        "PRE_PRODUCTION_TRAFFIC_SHIFT",
                        "POST_PRODUCTION_TRAFFIC_SHIFT",
                        "BAKE_TIME",
                        "CLEAN_UP")));
        return random.nextInt(3) == 0
                ? scene
                : scene.ecsSays(pick(random, List.of(DeploymentStatus.values())), "the pause hook timed out");
    }

    private static Scene state(Random random) {
        GateKind gate = pick(random, List.of(GateKind.values()));
        return switch (random.nextInt(11)) {
            case 0 -> Scene.preparing().renders(new Facts.Rendered.Ready(Shop.RENDERING));
            case 1 -> Scene.rendered();
            case 2 -> Scene.registered();
            case 3 -> Scene.starting().intending(new Effect.Start("shop-api:7"));
            case 4 -> Scene.rolling();
            case 5 -> Scene.atGate(gate);
            case 6 -> Scene.testing(gate);
            case 7 -> Scene.judged(gate, pick(random, List.of(Verdict.values())), "the summary");
            case 8 -> Scene.awaitingPromotion();
            case 9 -> Scene.baking();
            default ->
                Scene.in(new ReleaseState.RollingBack(
                        A_MINUTE_AGO,
                        PIN,
                        pick(random, List.of(EndClass.values())),
                        "the evidence",
                        Optional.of(HOOK),
                        random.nextBoolean()));
        };
    }

    private static Specs specs(Random random) {
        return Specs.shopApi()
                .gates(
                        Specs.approvedGate(GateKind.TEST),
                        Specs.gate(GateKind.STEP),
                        random.nextBoolean() ? Specs.gate(GateKind.PRODUCTION) : Specs.approval(GateKind.PRODUCTION))
                .supersede(pick(random, List.of(Supersede.values())))
                .onForeign(pick(random, List.of(OnForeign.values())));
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
