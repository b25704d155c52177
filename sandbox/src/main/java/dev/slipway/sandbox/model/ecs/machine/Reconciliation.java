package dev.slipway.sandbox.model.ecs.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** RECONCILE_SERVICE: settles what a superseded deployment left behind before the next one begins. */
final class Reconciliation {
    private final Surroundings around;
    private final Traffic traffic;

    Reconciliation(Surroundings around, Traffic traffic) {
        this.around = around;
        this.traffic = traffic;
    }

    /** Decides who serves, as the rules say; of a half-shifted deployment, as the variant says (docs/aws.md, open question 7). */
    Duration settle(DeploymentState deployment, Instant now) {
        ServiceState service = deployment.service;
        List<RevisionState> whole = deployment.sources.stream()
                .filter(source -> traffic.share(source) == 100)
                .toList();
        if (!whole.isEmpty()) {
            // Traffic is told by target group, and one that drains there may share the group of the one that serves.
            boolean isKnown = service.serving != null && whole.contains(service.serving);
            service.serving = isKnown ? service.serving : whole.getLast();
            // The rule may say so only since a moment ago.
            return around.balancing().propagation();
        }
        Optional<RevisionState> newest = deployment.sources.stream()
                .filter(source -> traffic.share(source) > 0 && source != service.serving)
                .reduce((one, other) -> other);
        if (newest.isEmpty()) {
            return Duration.ZERO;
        }
        switch (around.variant().halfShifted()) {
            case STAYS -> {
                return Duration.ZERO;
            }
            case BACK -> {
                if (service.serving != null) {
                    traffic.all(service.serving, now);
                }
            }
            case FORWARD -> {
                traffic.all(newest.get(), now);
                service.serving = newest.get();
            }
        }
        return around.timing().shift().plus(around.balancing().propagation());
    }

    /** Stops every revision that has no traffic, and is done with it. */
    void retire(DeploymentState deployment) {
        stopIdle(deployment);
        deployment.sources =
                deployment.sources.stream().filter(source -> source.wanted > 0).toList();
    }

    /** Stops every revision that has no traffic. */
    void stopIdle(DeploymentState deployment) {
        for (RevisionState source : deployment.sources) {
            if (source != deployment.service.serving && traffic.share(source) == 0) {
                source.wanted = 0;
            }
        }
    }
}
