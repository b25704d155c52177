package dev.slipway.deployer.reconcile.port;

import dev.slipway.deployer.model.Strategy;
import java.util.List;

/**
 * What UpdateService is told: the task definition and the complete deploymentConfiguration.
 *
 * @param taskDefinitionArn empty: the one that the service has, so that no deployment starts
 * @param hooks  one PAUSE hook each; timeout action is always ROLLBACK
 * @param alarms names; empty means none are watched
 */
public record StartDeployment(
        String cluster,
        String service,
        String taskDefinitionArn,
        Strategy strategy,
        boolean circuitBreaker,
        List<String> alarms,
        List<Hook> hooks) {

    public StartDeployment {
        alarms = List.copyOf(alarms);
        hooks = List.copyOf(hooks);
    }

    /**
     * A PAUSE hook.
     *
     * @param timeoutMinutes 1 to 20160
     */
    public record Hook(String lifecycleStage, int timeoutMinutes) {}
}
