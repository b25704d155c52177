package dev.slipway.sandbox.model.ecs.machine;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.sandbox.model.ecs.DeploymentCircuitBreaker;
import org.jspecify.annotations.Nullable;

/** When tasks that fail to start are too many (docs/aws.md, Alarms and circuit breaker). */
final class Breaker {
    private Breaker() {}

    static boolean isOn(DeploymentState deployment) {
        var breaker = deployment.configuration.deploymentCircuitBreaker();
        return breaker != null && breaker.enable();
    }

    static boolean rollsBack(DeploymentState deployment) {
        var breaker = deployment.configuration.deploymentCircuitBreaker();
        return breaker != null && breaker.rollback();
    }

    /** Whether only failures in a row count; the default. */
    static boolean resetsOnHealthyTask(DeploymentState deployment) {
        var breaker = deployment.configuration.deploymentCircuitBreaker();
        return breaker == null || requireNonNullElse(breaker.resetOnHealthyTask(), true);
    }

    /** Half the desired tasks, rounded up, at least 3 and at most 200, unless configured otherwise. */
    static int threshold(DeploymentState deployment) {
        return threshold(deployment.configuration.deploymentCircuitBreaker(), deployment.service.desiredCount);
    }

    static int threshold(@Nullable DeploymentCircuitBreaker breaker, int desired) {
        var configured = breaker == null ? null : breaker.thresholdConfiguration();
        String type = configured == null ? "BOUNDED_PERCENT" : configured.type();
        int value = configured == null ? 50 : configured.value();
        int share = (int) Math.ceil(desired * value / 100.0);
        return switch (type) {
            case "COUNT" -> value;
            case "UNBOUNDED_PERCENT" -> Math.max(1, share);
            default -> Math.min(200, Math.max(3, share));
        };
    }

    static String status(DeploymentState deployment) {
        if (!isOn(deployment)) {
            return "DISABLED";
        }
        if (deployment.breakerTriggered) {
            return "TRIGGERED";
        }
        return deployment.breakerDone || deployment.status.isTerminal() ? "MONITORING_COMPLETE" : "MONITORING";
    }
}
