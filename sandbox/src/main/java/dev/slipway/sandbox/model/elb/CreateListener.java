package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens a port of a load balancer. */
public record CreateListener(
        String loadBalancerArn,
        @Nullable String protocol,
        @Nullable Integer port,
        @Nullable String sslPolicy,
        List<Certificate> certificates,
        List<Action> defaultActions,
        List<Tag> tags)
        implements Call<CreateListener.Result> {
    public CreateListener {
        certificates = certificates == null ? List.of() : List.copyOf(certificates);
        defaultActions = defaultActions == null ? List.of() : List.copyOf(defaultActions);
        tags = tags == null ? List.of() : List.copyOf(tags);
    }
    /** What AWS answers. */
    public record Result(List<Listener> listeners) {
        public Result {
            listeners = listeners == null ? List.of() : List.copyOf(listeners);
        }
    }
}
