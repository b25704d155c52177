package dev.slipway.sandbox.model.ecs;

import static dev.slipway.sandbox.model.ecs.Scene.pause;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.AwsVariant;
import dev.slipway.sandbox.model.elb.DescribeDataPlane;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.TargetState;
import dev.slipway.sandbox.tasks.Conduct;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Many random lives of one service, under every variant; a failing seed is in the failure's text. */
class DeploymentPropertiesTest {
    /** More with {@code -Dsandbox.seeds=1000}. */
    private static final int SEEDS = Integer.getInteger("sandbox.seeds", 20);

    private static final Set<String> TERMINAL =
            Set.of("SUCCESSFUL", "STOPPED", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED");

    @Nested
    class Safety {

        @Test
        void noRequestIsRoutedToAGroupWithoutHealthyTargets() {
            for (long seed = 0; seed < SEEDS; seed++) {
                var life = new Life(seed);
                long running = seed;
                life.scene.watchedBy(scene -> assertThat(starving(scene))
                        .as("seed %d at %s", running, scene.now)
                        .isEmpty());

                life.play(25);
            }
        }

        @Test
        void whatHasEndedNeverChangesAndOneAtMostIsInProgress() {
            for (long seed = 0; seed < SEEDS; seed++) {
                var life = new Life(seed);
                var ended = new LinkedHashMap<String, String>();
                long running = seed;
                life.scene.watchedBy(scene -> {
                    var all = deployments(scene);
                    all.forEach((arn, status) -> {
                        if (TERMINAL.contains(status)) {
                            ended.putIfAbsent(arn, status);
                        }
                    });
                    assertThat(all).as("seed %d", running).containsAllEntriesOf(ended);
                    assertThat(all.values().stream()
                                    .filter(status -> status.equals("IN_PROGRESS") || status.startsWith("ROLLBACK_IN"))
                                    .count())
                            .as("seed %d", running)
                            .isLessThanOrEqualTo(1);
                });

                life.play(25);
            }
        }

        @Test
        void equalSeedsGiveEqualLives() {
            for (long seed = 0; seed < SEEDS / 8; seed++) {
                var one = new Life(seed);
                var other = new Life(seed);

                one.play(25);
                other.play(25);

                assertThat(one.scene.events).isEqualTo(other.scene.events);
            }
        }
    }

    @Nested
    class Liveness {

        @Test
        void everyDeploymentEndsOnceItsHooksAreAnswered() {
            for (long seed = 0; seed < SEEDS; seed++) {
                var life = new Life(seed);
                life.play(25);

                life.scene.pass(Duration.ofDays(20));

                assertThat(deployments(life.scene).values()).as("seed %d", seed).allMatch(TERMINAL::contains);
            }
        }
    }

    private static Map<String, String> deployments(Scene scene) {
        var all = new LinkedHashMap<String, String>();
        scene.call(new ListServiceDeployments("api", "main", List.of(), null, null, 100))
                .serviceDeployments()
                .forEach(each -> all.put(each.serviceDeploymentArn(), each.status()));
        return all;
    }

    /** The groups that get production requests but have no target to answer them. */
    private static List<String> starving(Scene scene) {
        var picture = scene.dataPlane();
        var starving = new ArrayList<String>();
        for (var listener : picture.listeners()) {
            for (var rule : listener.rules()) {
                if (rule.ruleArn().equals(scene.productionRule)
                        && rule.action() instanceof DescribeDataPlane.Action.Forward forward) {
                    forward.targetGroups().stream()
                            .filter(group -> group.weight() > 0 && !hasHealthy(picture, group.targetGroupArn()))
                            .forEach(group -> starving.add(group.targetGroupArn()));
                }
            }
        }
        return starving;
    }

    private static boolean hasHealthy(DescribeDataPlane.Picture picture, String arn) {
        return picture.targetGroups().stream()
                .filter(group -> group.targetGroupArn().equals(arn))
                .flatMap(group -> group.targets().stream())
                .anyMatch(target -> target.state() == TargetState.HEALTHY);
    }

    /** One service, live, to which anything may then happen but a change of its rules from outside. */
    private static final class Life {
        private static final List<String> PAUSABLE = List.of(
                "PRE_SCALE_UP",
                "POST_SCALE_UP",
                "POST_TEST_TRAFFIC_SHIFT",
                "PRE_PRODUCTION_TRAFFIC_SHIFT",
                "POST_PRODUCTION_TRAFFIC_SHIFT");

        final Scene scene;
        private final RandomGenerator random;
        private int version = 1;

        Life(long seed) {
            random = new SplittableRandom(seed);
            scene = new Scene(AwsVariant.draw(random), seed);
            scene.alarm("5xx", "OK");
            scene.live("v1", configuration());
        }

        private DeploymentConfiguration configuration() {
            var hooks = new ArrayList<DeploymentLifecycleHook>();
            for (int i = random.nextInt(3); i > 0; i--) {
                hooks.add(pause(
                        1 + random.nextInt(120),
                        random.nextBoolean() ? "ROLLBACK" : "CONTINUE",
                        PAUSABLE.get(random.nextInt(PAUSABLE.size()))));
            }
            return new DeploymentConfiguration(
                    List.of("BLUE_GREEN", "CANARY", "LINEAR").get(random.nextInt(3)),
                    random.nextInt(5),
                    hooks,
                    new CanaryConfiguration(random.nextInt(1, 101) * 1.0, random.nextInt(5)),
                    new LinearConfiguration(random.nextInt(20, 101) * 1.0, random.nextInt(5)),
                    null,
                    null,
                    new DeploymentAlarms(List.of("5xx"), true, true),
                    new DeploymentCircuitBreaker(true, true, null, null));
        }

        void play(int moves) {
            for (int i = 0; i < moves; i++) {
                try {
                    move();
                } catch (AwsRefusal refused) {
                    assertThat(refused.code()).endsWith("Exception");
                }
                scene.pass(Duration.ofSeconds(random.nextInt(300)));
            }
        }

        private void move() {
            switch (random.nextInt(8)) {
                case 0 -> {
                    version++;
                    scene.conducts.put("v" + version, conduct());
                    scene.deploy("v" + version);
                }
                case 1 -> scene.update(null, configuration(), random.nextInt(4) == 0);
                case 2, 3, 4 -> scene.waiting().forEach(scene::proceed);
                case 5 -> scene.waiting().stream().limit(1).forEach(scene::goBack);
                case 6 ->
                    scene.call(new StopServiceDeployment(
                            scene.newest().serviceDeploymentArn(), random.nextInt(3) == 0 ? "ABORT" : "ROLLBACK"));
                default -> scene.alarm("5xx", random.nextBoolean() ? "ALARM" : "OK");
            }
        }

        private Conduct conduct() {
            return switch (random.nextInt(6)) {
                case 0 -> Conduct.crashing(Duration.ofSeconds(random.nextInt(3)), 1);
                case 1 -> Conduct.neverHealthy();
                default -> Conduct.good();
            };
        }
    }
}
