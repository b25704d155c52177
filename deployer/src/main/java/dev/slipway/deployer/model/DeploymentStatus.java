package dev.slipway.deployer.model;

/** The status of an ECS service deployment; {@code UNKNOWN} for one this version has not heard of, which is still running. */
public enum DeploymentStatus {
    PENDING,
    IN_PROGRESS,
    SUCCESSFUL,
    STOP_REQUESTED,
    STOPPED,
    ROLLBACK_REQUESTED,
    ROLLBACK_IN_PROGRESS,
    ROLLBACK_SUCCESSFUL,
    ROLLBACK_FAILED,
    UNKNOWN;

    public static DeploymentStatus parse(String text) {
        for (DeploymentStatus status : values()) {
            if (status.name().equals(text)) {
                return status;
            }
        }
        return UNKNOWN;
    }

    public boolean isTerminal() {
        return this == SUCCESSFUL || this == STOPPED || this == ROLLBACK_SUCCESSFUL || this == ROLLBACK_FAILED;
    }
}
