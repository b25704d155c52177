package dev.slipway.sandbox.model.ecs;

import java.util.List;

/** The alarms a deployment watches. */
public record DeploymentAlarms(List<String> alarmNames, boolean rollback, boolean enable) {
    public DeploymentAlarms {
        alarmNames = alarmNames == null ? List.of() : List.copyOf(alarmNames);
    }
}
