package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes an Application Load Balancer; it is active at once. */
public record CreateLoadBalancer(
        String name,
        List<String> subnets,
        List<SubnetMapping> subnetMappings,
        List<String> securityGroups,
        @Nullable String scheme,
        List<Tag> tags,
        @Nullable String type,
        @Nullable String ipAddressType)
        implements Call<CreateLoadBalancer.Result> {
    public CreateLoadBalancer {
        subnets = subnets == null ? List.of() : List.copyOf(subnets);
        subnetMappings = subnetMappings == null ? List.of() : List.copyOf(subnetMappings);
        securityGroups = securityGroups == null ? List.of() : List.copyOf(securityGroups);
        tags = tags == null ? List.of() : List.copyOf(tags);
    }
    /** What AWS answers. */
    public record Result(List<LoadBalancer> loadBalancers) {
        public Result {
            loadBalancers = loadBalancers == null ? List.of() : List.copyOf(loadBalancers);
        }
    }
}
