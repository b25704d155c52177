package dev.slipway.sandbox.model.ecs;

import static dev.slipway.sandbox.model.ecs.Scene.pause;
import static java.util.Objects.requireNonNullElse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.model.AwsVariant.StageAtPreProduction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepsTest {
    private static final DeploymentLifecycleHook STEP = pause(60, "ROLLBACK", "PRE_PRODUCTION_TRAFFIC_SHIFT");

    @Test
    void aCanaryPausesBeforeEachOfItsTwoSteps() {
        var scene = new Scene().live("v1", canary(12.5)).deploy("v2");

        var weights = weightsAtPauses(scene);

        assertThat(weights).isEqualTo(List.of(Map.of("blue", 0, "green", 100), Map.of("blue", 125, "green", 875)));
        assertThat(scene.weights(scene.productionRule)).isEqualTo(Map.of("blue", 100, "green", 0));
    }

    @Test
    void aLinearDeploymentPausesBeforeEveryStep() {
        var scene = new Scene().live("v1", linear(40)).deploy("v2");

        var weights = weightsAtPauses(scene);

        assertThat(weights)
                .isEqualTo(List.of(
                        Map.of("blue", 0, "green", 100),
                        Map.of("blue", 40, "green", 60),
                        Map.of("blue", 80, "green", 20)));
    }

    @Test
    void aCanaryTakesFivePercentUnlessItSaysHowMuch() {
        var bare = new DeploymentConfiguration("CANARY", 0, List.of(STEP), null, null, null, null, null, null);
        var scene = new Scene().live("v1", bare).deploy("v2");

        var weights = weightsAtPauses(scene);

        assertThat(weights).isEqualTo(List.of(Map.of("blue", 0, "green", 100), Map.of("blue", 5, "green", 95)));
    }

    @Test
    void aLinearDeploymentTakesTenStepsSixMinutesApartUnlessItSaysHowMany() {
        var bare = new DeploymentConfiguration("LINEAR", 0, List.of(), null, null, null, null, null, null);
        var scene = new Scene().live("v1", bare).deploy("v2");

        var shifts = shifts(scene);

        assertThat(shifts)
                .extracting(Shift::percent)
                .containsExactly(10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0, 100.0);
        assertThat(shifts.subList(0, 9))
                .allSatisfy(
                        shift -> assertThat(shift.lasted()).isBetween(Duration.ofMinutes(6), Duration.ofMinutes(7)));
    }

    @Test
    void aLinearDeploymentBakesBetweenItsStepsAndNotAfterTheLast() {
        var scene = new Scene().live("v1", linear(33.3)).deploy("v2");

        var shifts = shifts(scene);

        assertThat(shifts).extracting(Shift::percent).containsExactly(33.3, 66.6, 99.9, 100.0);
        assertThat(shifts.subList(0, 3))
                .allSatisfy(
                        shift -> assertThat(shift.lasted()).isBetween(Duration.ofMinutes(2), Duration.ofMinutes(3)));
        assertThat(shifts.getLast().lasted()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void aStepIsPausedBeforeUnderANewHookIdEveryTime() {
        var scene = new Scene().live("v1", linear(40)).deploy("v2");
        var ids = new ArrayList<String>();

        scene.until(() -> {
            scene.waiting().forEach(id -> {
                ids.add(id);
                scene.proceed(id);
            });
            return scene.newest().status().equals("SUCCESSFUL");
        });

        assertThat(ids).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void aStepLastsItsBakeTimeBeforeTheNextOne() {
        var scene = new Scene().live("v1", canary(10)).deploy("v2").untilPaused();
        scene.proceed(scene.hook());
        Instant shifted = scene.now;

        scene.pass(Duration.ofSeconds(1)).untilPaused();

        assertThat(Duration.between(shifted, scene.now)).isBetween(Duration.ofMinutes(10), Duration.ofSeconds(640));
    }

    @Test
    void aRefusalBetweenStepsGivesAllTrafficBack() {
        var scene = new Scene().live("v1", canary(10)).deploy("v2").untilPaused();
        scene.proceed(scene.hook());
        scene.pass(Duration.ofSeconds(1)).untilPaused();

        scene.goBack(scene.hook());
        scene.untilStatus("ROLLBACK_SUCCESSFUL");

        assertThat(scene.weights(scene.productionRule)).isEqualTo(Map.of("blue", 0, "green", 100));
    }

    @ParameterizedTest
    @CsvSource({
        "ITS_OWN_NAME, PRE_PRODUCTION_TRAFFIC_SHIFT",
        "POST_TEST_TRAFFIC_SHIFT, POST_TEST_TRAFFIC_SHIFT",
        "PRODUCTION_TRAFFIC_SHIFT, PRODUCTION_TRAFFIC_SHIFT"
    })
    void theStageBeforeAStepIsNamedAsTheVariantSays(StageAtPreProduction answer, String name) {
        var scene = new Scene(Variants.with(answer)).live("v1", canary(10)).deploy("v2");

        scene.untilPaused();

        assertThat(scene.newest().lifecycleStage()).isEqualTo(name);
        assertThat(scene.events
                        .get(scene.events.size() - 1)
                        .at("/detail/lifecycleStage")
                        .asText())
                .isEqualTo("PRE_PRODUCTION_TRAFFIC_SHIFT");
    }

    private static List<Map<String, Integer>> weightsAtPauses(Scene scene) {
        var weights = new ArrayList<Map<String, Integer>>();
        scene.until(() -> {
            for (String id : scene.waiting()) {
                weights.add(scene.weights(scene.productionRule));
                scene.proceed(id);
            }
            return scene.newest().status().equals("SUCCESSFUL");
        });
        return weights;
    }

    private static DeploymentConfiguration canary(double percent) {
        return new DeploymentConfiguration(
                "CANARY", 0, List.of(STEP), new CanaryConfiguration(percent, null), null, null, null, null, null);
    }

    private static DeploymentConfiguration linear(double percent) {
        return new DeploymentConfiguration(
                "LINEAR", 0, List.of(STEP), null, new LinearConfiguration(percent, 2), null, null, null, null);
    }

    /** That much of production was the target's for so long, or until the deployment had ended. */
    private record Shift(double percent, Duration lasted) {}

    /** What production was given to the target step by step; hooks are answered at once. */
    private static List<Shift> shifts(Scene scene) {
        var percents = new ArrayList<Double>();
        var since = new ArrayList<Instant>();
        scene.watchedBy(each -> {
            each.waiting().forEach(each::proceed);
            double percent =
                    requireNonNullElse(each.newest().targetServiceRevision().requestedProductionTrafficWeight(), 0.0);
            if (percent > 0 && (percents.isEmpty() || percents.getLast() != percent)) {
                percents.add(percent);
                since.add(each.now);
            }
        });
        scene.untilStage("POST_PRODUCTION_TRAFFIC_SHIFT");
        since.add(scene.now);
        return IntStream.range(0, percents.size())
                .mapToObj(i -> new Shift(percents.get(i), Duration.between(since.get(i), since.get(i + 1))))
                .toList();
    }
}
