package dev.slipway.sandbox.model.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.sandbox.model.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes a service; what is absent stays. Starts a deployment only for the changes docs/aws.md lists (What starts a deployment). */
public record UpdateService(
        @Nullable String cluster,
        String service,
        @Nullable Integer desiredCount,
        @Nullable String taskDefinition,
        @Nullable JsonNode capacityProviderStrategy,
        @Nullable DeploymentConfiguration deploymentConfiguration,
        @Nullable JsonNode networkConfiguration,
        @Nullable JsonNode placementConstraints,
        @Nullable JsonNode placementStrategy,
        @Nullable String platformVersion,
        @Nullable Boolean forceNewDeployment,
        @Nullable Integer healthCheckGracePeriodSeconds,
        @Nullable DeploymentController deploymentController,
        @Nullable Boolean enableExecuteCommand,
        @Nullable Boolean enableECSManagedTags,
        @Nullable List<LoadBalancer> loadBalancers,
        @Nullable String propagateTags,
        @Nullable String availabilityZoneRebalancing)
        implements Call<UpdateService.Result> {
    public UpdateService {
        loadBalancers = loadBalancers == null ? null : List.copyOf(loadBalancers);
    }
    /** What AWS answers. */
    public record Result(Service service) {}
}
