package dev.slipway.sandbox.model.ecs;

import java.util.List;

/** What a deployment's alarms do. */
public record ServiceDeploymentAlarms(String status, List<String> alarmNames, List<String> triggeredAlarmNames) {
    public ServiceDeploymentAlarms {
        alarmNames = alarmNames == null ? List.of() : List.copyOf(alarmNames);
        triggeredAlarmNames = triggeredAlarmNames == null ? List.of() : List.copyOf(triggeredAlarmNames);
    }
}
