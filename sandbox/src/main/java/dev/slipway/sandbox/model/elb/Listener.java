package dev.slipway.sandbox.model.elb;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A listener as AWS shows it. */
public record Listener(
        String listenerArn,
        String loadBalancerArn,
        int port,
        String protocol,
        List<Certificate> certificates,
        @Nullable String sslPolicy,
        List<Action> defaultActions) {
    public Listener {
        certificates = certificates == null ? List.of() : List.copyOf(certificates);
        defaultActions = defaultActions == null ? List.of() : List.copyOf(defaultActions);
    }
}
