package dev.slipway.sandbox.model.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a service and starts its first deployment. */
public record CreateService(
        @Nullable String cluster,
        String serviceName,
        @Nullable String taskDefinition,
        List<LoadBalancer> loadBalancers,
        @Nullable Integer desiredCount,
        @Nullable String clientToken,
        @Nullable String launchType,
        @Nullable JsonNode capacityProviderStrategy,
        @Nullable String platformVersion,
        @Nullable String role,
        @Nullable DeploymentConfiguration deploymentConfiguration,
        @Nullable JsonNode placementConstraints,
        @Nullable JsonNode placementStrategy,
        @Nullable JsonNode networkConfiguration,
        @Nullable Integer healthCheckGracePeriodSeconds,
        @Nullable String schedulingStrategy,
        @Nullable DeploymentController deploymentController,
        List<Tag> tags,
        @Nullable Boolean enableECSManagedTags,
        @Nullable String propagateTags,
        @Nullable Boolean enableExecuteCommand,
        @Nullable String availabilityZoneRebalancing)
        implements Call<CreateService.Result> {
    public CreateService {
        loadBalancers = loadBalancers == null ? List.of() : List.copyOf(loadBalancers);
        tags = tags == null ? List.of() : List.copyOf(tags);
    }
    /** What AWS answers. */
    public record Result(Service service) {}
}
