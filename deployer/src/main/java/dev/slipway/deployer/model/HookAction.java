package dev.slipway.deployer.model;

/** What ContinueServiceDeployment is told. */
public enum HookAction {
    CONTINUE,
    ROLLBACK
}
