package dev.slipway.sandbox.model.ecs.machine;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.ecs.DeploymentConfiguration;
import dev.slipway.sandbox.model.ecs.DeploymentLifecycleHook;
import dev.slipway.sandbox.model.ecs.HookTimeout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What CreateService and UpdateService refuse about deploymentConfiguration (docs/aws.md, Strategies and Hooks). */
final class ConfigurationChecks {
    private ConfigurationChecks() {}

    /**
     * Checks a complete configuration.
     *
     * @throws AwsRefusal at the first fault
     */
    static void check(DeploymentConfiguration configuration) {
        String strategy = requireNonNullElse(configuration.strategy(), "ROLLING");
        if (!List.of("ROLLING", "BLUE_GREEN", "CANARY", "LINEAR").contains(strategy)) {
            throw invalid("Invalid deployment strategy. Valid values are: ROLLING, BLUE_GREEN, LINEAR, CANARY");
        }
        within("bakeTimeInMinutes", configuration.bakeTimeInMinutes(), 0, 1440);
        if (strategy.equals("BLUE_GREEN") && configuration.bakeTimeInMinutes() == null) {
            throw invalid("bakeTimeInMinutes is required when using the BLUE_GREEN deployment strategy");
        }
        steps(configuration);
        requireNonNullElse(configuration.lifecycleHooks(), List.<DeploymentLifecycleHook>of())
                .forEach(ConfigurationChecks::hook);
        var hooks = requireNonNullElse(configuration.lifecycleHooks(), List.<DeploymentLifecycleHook>of());
        if (hooks.size() > 10) {
            throw invalid("At most 10 PAUSE hooks can be configured, not " + hooks.size());
        }
    }

    private static void steps(DeploymentConfiguration configuration) {
        var canary = configuration.canaryConfiguration();
        if (canary != null) {
            within("canaryPercent", canary.canaryPercent(), 0.1, 100);
            within("canaryBakeTimeInMinutes", canary.canaryBakeTimeInMinutes(), 0, 1440);
        }
        var linear = configuration.linearConfiguration();
        if (linear != null) {
            within("stepPercent", linear.stepPercent(), 3, 100);
            within("stepBakeTimeInMinutes", linear.stepBakeTimeInMinutes(), 0, 1440);
        }
    }

    private static void hook(DeploymentLifecycleHook hook) {
        String type = requireNonNullElse(hook.targetType(), "AWS_LAMBDA");
        if (!List.of("AWS_LAMBDA", "PAUSE").contains(type)) {
            throw invalid("Invalid targetType. Valid values are: AWS_LAMBDA, PAUSE");
        }
        if (type.equals("AWS_LAMBDA")) {
            // AWS would invoke a function; there is none here to invoke.
            throw AwsRefusal.client(
                    "UnsupportedFeatureException",
                    "Lifecycle hooks of type AWS_LAMBDA (also the default type) are not modelled; use PAUSE");
        }
        if (hook.lifecycleStages().isEmpty()
                || !hook.lifecycleStages().stream()
                        .allMatch(name ->
                                Stage.named(name).filter(Stage::mayPause).isPresent())) {
            throw invalid("Invalid lifecycle stage provided for Pause Hook");
        }
        HookTimeout timeout = hook.timeoutConfiguration();
        if (timeout != null) {
            within("timeoutInMinutes", timeout.timeoutInMinutes(), 1, 20_160);
            if (!List.of("ROLLBACK", "CONTINUE").contains(requireNonNullElse(timeout.action(), "ROLLBACK"))) {
                throw invalid("Invalid action '" + timeout.action() + "'. Valid values are: ROLLBACK, CONTINUE");
            }
        }
    }

    private static void within(String what, @Nullable Number value, double least, double most) {
        if (value != null && (value.doubleValue() < least || value.doubleValue() > most)) {
            throw invalid(what + " must be from " + plain(least) + " to " + plain(most) + ", not '" + value + "'");
        }
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString(Math.round(number)) : Double.toString(number);
    }

    private static AwsRefusal invalid(String message) {
        return AwsRefusal.client("InvalidParameterException", message);
    }
}
