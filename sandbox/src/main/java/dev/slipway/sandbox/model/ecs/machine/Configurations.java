package dev.slipway.sandbox.model.ecs.machine;

import dev.slipway.sandbox.model.AwsVariant.OmittedConfiguration;
import dev.slipway.sandbox.model.ecs.DeploymentCircuitBreaker;
import dev.slipway.sandbox.model.ecs.DeploymentConfiguration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Completes deployment configurations, and merges new ones into old ones as the variant says (docs/aws.md, open question 9). */
final class Configurations {
    private static final DeploymentConfiguration DEFAULTS = new DeploymentConfiguration(
            "ROLLING",
            0,
            List.of(),
            null,
            null,
            200,
            100,
            null,
            new DeploymentCircuitBreaker(false, false, null, null));

    private Configurations() {}

    static DeploymentConfiguration completed(@Nullable DeploymentConfiguration given) {
        if (given == null) {
            return DEFAULTS;
        }
        // A blue/green deployment must say how long it bakes (SDK:DeploymentConfiguration).
        boolean mustBake = "BLUE_GREEN".equals(given.strategy());
        var merged = merged(DEFAULTS, given);
        return mustBake && given.bakeTimeInMinutes() == null ? withoutBake(merged) : merged;
    }

    static DeploymentConfiguration updated(
            DeploymentConfiguration old, @Nullable DeploymentConfiguration given, OmittedConfiguration omitted) {
        if (given == null) {
            return old;
        }
        return omitted == OmittedConfiguration.KEPT ? merged(old, given) : completed(given);
    }

    private static DeploymentConfiguration merged(DeploymentConfiguration old, DeploymentConfiguration given) {
        return new DeploymentConfiguration(
                either(given.strategy(), old.strategy()),
                either(given.bakeTimeInMinutes(), old.bakeTimeInMinutes()),
                either(given.lifecycleHooks(), old.lifecycleHooks()),
                either(given.canaryConfiguration(), old.canaryConfiguration()),
                either(given.linearConfiguration(), old.linearConfiguration()),
                either(given.maximumPercent(), old.maximumPercent()),
                either(given.minimumHealthyPercent(), old.minimumHealthyPercent()),
                either(given.alarms(), old.alarms()),
                either(given.deploymentCircuitBreaker(), old.deploymentCircuitBreaker()));
    }

    private static DeploymentConfiguration withoutBake(DeploymentConfiguration old) {
        return new DeploymentConfiguration(
                old.strategy(),
                null,
                old.lifecycleHooks(),
                old.canaryConfiguration(),
                old.linearConfiguration(),
                old.maximumPercent(),
                old.minimumHealthyPercent(),
                old.alarms(),
                old.deploymentCircuitBreaker());
    }

    private static <T extends @Nullable Object> T either(T given, T old) {
        return given == null ? old : given;
    }
}
