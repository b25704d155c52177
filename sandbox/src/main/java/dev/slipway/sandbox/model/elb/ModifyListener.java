package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes a listener; what is absent stays. */
public record ModifyListener(
        String listenerArn,
        @Nullable Integer port,
        @Nullable String protocol,
        @Nullable String sslPolicy,
        @Nullable List<Certificate> certificates,
        @Nullable List<Action> defaultActions)
        implements Call<ModifyListener.Result> {
    public ModifyListener {
        certificates = certificates == null ? null : List.copyOf(certificates);
        defaultActions = defaultActions == null ? null : List.copyOf(defaultActions);
    }
    /** What AWS answers. */
    public record Result(List<Listener> listeners) {
        public Result {
            listeners = listeners == null ? List.of() : List.copyOf(listeners);
        }
    }
}
