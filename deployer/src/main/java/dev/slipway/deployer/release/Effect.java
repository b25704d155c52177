package dev.slipway.deployer.release;

import dev.slipway.deployer.model.HookAction;

/** The one thing a decision wants done in the world. */
public sealed interface Effect {

    /** RegisterTaskDefinition with the content kept under this hash. */
    record Register(String hash) implements Effect {}

    /** UpdateService with this task definition and the complete deploymentConfiguration. */
    record Start(String taskDefinitionArn) implements Effect {}

    /** ContinueServiceDeployment. Repeated until the hook is gone, never re-decided. */
    record Answer(String deploymentArn, String hookId, HookAction action) implements Effect {}

    /** StopServiceDeployment with ROLLBACK. */
    record Stop(String deploymentArn) implements Effect {}

    /** RunTask of a gate's command under a name that finds it again; sent again with the same name it starts nothing. */
    record RunCommand(String name) implements Effect {}

    /** StopTask of a gate's command, for this reason. */
    record StopCommand(String taskArn, String reason) implements Effect {}

    /** UpdateService with the complete deploymentConfiguration, but no hooks. Belongs to no release. */
    record Detach() implements Effect {}

    /** Running the smoke tests of a gate in the background. Changes nothing at AWS, so it needs no fence. */
    record RunGate(int attempt, String token) implements Effect {}
}
