package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads listeners by load balancer or ARN. */
public record DescribeListeners(
        @Nullable String loadBalancerArn,
        List<String> listenerArns,
        @Nullable String marker,
        @Nullable Integer pageSize)
        implements Call<DescribeListeners.Result> {
    public DescribeListeners {
        listenerArns = listenerArns == null ? List.of() : List.copyOf(listenerArns);
    }

    /** The first page. */
    public DescribeListeners(@Nullable String loadBalancerArn, List<String> listenerArns) {
        this(loadBalancerArn, listenerArns, null, null);
    }

    /** What AWS answers. */
    public record Result(List<Listener> listeners, @Nullable String nextMarker) {
        public Result {
            listeners = listeners == null ? List.of() : List.copyOf(listeners);
        }
    }
}
