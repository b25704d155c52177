package dev.slipway.deployer.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.HookAction;
import dev.slipway.deployer.model.ServiceView;
import dev.slipway.deployer.reconcile.port.Journal.Item;
import dev.slipway.deployer.reconcile.port.StartDeployment;
import dev.slipway.deployer.release.ServiceState;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Something that happened in a run and may break an invariant. */
sealed interface Step {
    /** A strand read services. */
    record ServicesRead(String strand, List<ServiceView> services) implements Step {}

    /** A strand read deployments. */
    record DeploymentsRead(String strand, List<DeploymentView> deployments) implements Step {}

    /** RegisterTaskDefinition took place. */
    record Registered(String arn, ObjectNode definition, SortedMap<String, String> tags) implements Step {}

    /** UpdateService is about to take place. */
    record ServiceUpdateSent(String strand, StartDeployment start) implements Step {}

    /** ContinueServiceDeployment is about to take place. */
    record HookAnswered(String deploymentArn, String hookId, HookAction action) implements Step {}

    /** StopServiceDeployment is about to take place. */
    record StopSent(String deploymentArn) implements Step {}

    /** The one truth was written. */
    record StateWritten(Optional<ServiceState> before, ServiceState after) implements Step {}

    /** Another item of the journal was written. */
    record ItemWritten(Optional<Item> before, Item after) implements Step {}

    /** A process made a call, its {@code count}-th in this minute. */
    record CallSent(String process, int count) implements Step {}

    /** Something was announced. */
    record Announced(String detailType, String detail) implements Step {}

    /** The weather is clear, nothing is left to do, and the run ends. */
    record Ended() implements Step {}
}
