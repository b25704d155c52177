package dev.slipway.deployer.aws;

import dev.slipway.deployer.model.Strategy;
import dev.slipway.deployer.reconcile.port.StartDeployment;
import java.time.Duration;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookAction;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookTargetType;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** What UpdateService is sent: every part of the deployment configuration that Slipway owns, absent ones said to be absent. */
final class DeploymentRequests {
    private DeploymentRequests() {}

    static UpdateServiceRequest.Builder of(StartDeployment start) {
        UpdateServiceRequest.Builder request = UpdateServiceRequest.builder()
                .cluster(start.cluster())
                .service(start.service())
                .deploymentConfiguration(configuration(start));
        return start.taskDefinitionArn().isEmpty() ? request : request.taskDefinition(start.taskDefinitionArn());
    }

    private static DeploymentConfiguration configuration(StartDeployment start) {
        boolean watchesAlarms = !start.alarms().isEmpty();
        DeploymentConfiguration.Builder configuration = DeploymentConfiguration.builder()
                .deploymentCircuitBreaker(
                        breaker -> breaker.enable(start.circuitBreaker()).rollback(start.circuitBreaker()))
                .alarms(alarms ->
                        alarms.alarmNames(start.alarms()).enable(watchesAlarms).rollback(watchesAlarms))
                // An explicit empty list is sent as one, and takes away what was there.
                .lifecycleHooks(
                        start.hooks().stream().map(DeploymentRequests::hook).toList());
        strategy(configuration, start.strategy());
        return configuration.build();
    }

    private static void strategy(DeploymentConfiguration.Builder configuration, Strategy strategy) {
        switch (strategy) {
            case Strategy.Rolling rolling ->
                configuration
                        .strategy(DeploymentStrategy.ROLLING)
                        .minimumHealthyPercent(rolling.minHealthyPercent())
                        .maximumPercent(rolling.maxPercent());
            case Strategy.BlueGreen blueGreen ->
                configuration.strategy(DeploymentStrategy.BLUE_GREEN).bakeTimeInMinutes(minutes(blueGreen.bake()));
            case Strategy.Canary canary ->
                configuration
                        .strategy(DeploymentStrategy.CANARY)
                        .bakeTimeInMinutes(minutes(canary.bake()))
                        .canaryConfiguration(steps -> steps.canaryPercent(canary.percent())
                                .canaryBakeTimeInMinutes(minutes(canary.stepBake())));
            case Strategy.Linear linear ->
                configuration
                        .strategy(DeploymentStrategy.LINEAR)
                        .bakeTimeInMinutes(minutes(linear.bake()))
                        .linearConfiguration(steps -> steps.stepPercent(linear.stepPercent())
                                .stepBakeTimeInMinutes(minutes(linear.stepBake())));
        }
    }

    private static DeploymentLifecycleHook hook(StartDeployment.Hook hook) {
        return DeploymentLifecycleHook.builder()
                .targetType(DeploymentLifecycleHookTargetType.PAUSE)
                .lifecycleStagesWithStrings(hook.lifecycleStage())
                .timeoutConfiguration(timeout ->
                        timeout.timeoutInMinutes(hook.timeoutMinutes()).action(DeploymentLifecycleHookAction.ROLLBACK))
                .build();
    }

    private static int minutes(Duration duration) {
        return Math.toIntExact(duration.toMinutes());
    }
}
