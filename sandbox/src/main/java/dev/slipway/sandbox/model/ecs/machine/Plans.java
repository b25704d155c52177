package dev.slipway.sandbox.model.ecs.machine;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.sandbox.model.AwsVariant.RollingStages;
import dev.slipway.sandbox.model.ecs.DeploymentConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stages a deployment walks through, as data (docs/aws.md, Stages and Strategies). */
final class Plans {
    /** How long ECS watches alarms after a rolling deployment: less than five minutes (docs/aws.md, Alarms [alarm]). */
    private static final Duration ROLLING_WATCH = Duration.ofMinutes(3);

    private final Surroundings around;

    Plans(Surroundings around) {
        this.around = around;
    }

    /**
     * The way forward.
     *
     * @param reconcile whether more than the serving revision is active at the start
     */
    List<Step> forward(DeploymentConfiguration configuration, boolean reconcile) {
        var plan = new ArrayList<Step>();
        if (reconcile) {
            plan.add(step(Stage.RECONCILE_SERVICE, 0));
        }
        String strategy = requireNonNullElse(configuration.strategy(), "ROLLING");
        if ("ROLLING".equals(strategy)) {
            roll(plan, configuration);
        } else {
            plan.add(step(Stage.PRE_SCALE_UP, 0));
            plan.add(step(Stage.SCALE_UP, 0));
            plan.add(step(Stage.POST_SCALE_UP, 0));
            plan.add(step(Stage.TEST_TRAFFIC_SHIFT, 0));
            plan.add(step(Stage.POST_TEST_TRAFFIC_SHIFT, 0));
            shift(plan, strategy, configuration);
            plan.add(step(Stage.POST_PRODUCTION_TRAFFIC_SHIFT, 100));
            plan.add(new Step(Stage.BAKE_TIME, 100, minutes(configuration.bakeTimeInMinutes(), 0)));
            plan.add(step(Stage.CLEAN_UP, 100));
        }
        return List.copyOf(plan);
    }

    /** The way back from where the deployment is: users first, then the test listener, then the tasks. */
    List<Step> back(DeploymentState deployment) {
        var plan = new ArrayList<Step>();
        if (deployment.isRolling()) {
            plan.add(step(Stage.ROLL, 0));
            return List.copyOf(plan);
        }
        if (deployment.productionPercent > 0) {
            plan.add(step(Stage.PRODUCTION_TRAFFIC_SHIFT, 0));
        }
        if (deployment.testPercent > 0) {
            plan.add(step(Stage.TEST_TRAFFIC_SHIFT, 0));
        }
        plan.add(step(Stage.CLEAN_UP, 0));
        return List.copyOf(plan);
    }

    private void roll(List<Step> plan, DeploymentConfiguration configuration) {
        boolean staged = around.variant().rollingStages() == RollingStages.AROUND_SCALE_UP;
        if (staged) {
            plan.add(step(Stage.PRE_SCALE_UP, 0));
        }
        plan.add(step(Stage.ROLL, 100));
        if (staged) {
            plan.add(step(Stage.POST_SCALE_UP, 100));
        }
        var alarms = configuration.alarms();
        if (alarms != null && alarms.enable()) {
            plan.add(new Step(Stage.WATCH, 100, around.pace().of(ROLLING_WATCH)));
        }
    }

    private void shift(List<Step> plan, String strategy, DeploymentConfiguration configuration) {
        switch (strategy) {
            case "CANARY" -> canary(plan, configuration);
            case "LINEAR" -> linear(plan, configuration);
            default -> shift(plan, 0, 100, Duration.ZERO);
        }
    }

    private void canary(List<Step> plan, DeploymentConfiguration configuration) {
        var canary = configuration.canaryConfiguration();
        double percent = canary == null ? 5.0 : requireNonNullElse(canary.canaryPercent(), 5.0);
        shift(plan, 0, percent, minutes(canary == null ? null : canary.canaryBakeTimeInMinutes(), 10));
        if (percent < 100) {
            shift(plan, percent, 100, Duration.ZERO);
        }
    }

    private void linear(List<Step> plan, DeploymentConfiguration configuration) {
        var linear = configuration.linearConfiguration();
        double size = linear == null ? 10.0 : requireNonNullElse(linear.stepPercent(), 10.0);
        Duration bake = minutes(linear == null ? null : linear.stepBakeTimeInMinutes(), 6);
        for (double from = 0; from < 100; from = Math.min(100, tenths(from + size))) {
            double to = Math.min(100, tenths(from + size));
            // "not applied after 100 %" (SDK:LinearConfiguration)
            shift(plan, from, to, to < 100 ? bake : Duration.ZERO);
        }
    }

    private static double tenths(double percent) {
        return Math.round(percent * 10) / 10.0;
    }

    private static void shift(List<Step> plan, double from, double to, Duration hold) {
        plan.add(step(Stage.PRE_PRODUCTION_TRAFFIC_SHIFT, from));
        plan.add(new Step(Stage.PRODUCTION_TRAFFIC_SHIFT, to, hold));
    }

    private static Step step(Stage stage, double percent) {
        return new Step(stage, percent, Duration.ZERO);
    }

    private Duration minutes(@Nullable Integer minutes, int otherwise) {
        return around.pace().of(Duration.ofMinutes(requireNonNullElse(minutes, otherwise)));
    }
}
