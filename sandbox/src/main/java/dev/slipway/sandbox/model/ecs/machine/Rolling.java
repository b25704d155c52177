package dev.slipway.sandbox.model.ecs.machine;

import static java.util.Objects.requireNonNullElse;

import java.util.List;

/** Exchanges tasks batch by batch, within minimum and maximum percent ([ecs-roll]). */
final class Rolling {
    private final Fleet fleet;

    Rolling(Fleet fleet) {
        this.fleet = fleet;
    }

    /** Wants as many new tasks and as few old ones as is allowed now. */
    void go(DeploymentState deployment) {
        ServiceState service = deployment.service;
        var configuration = deployment.configuration;
        int desired = service.desiredCount;
        int most = desired * requireNonNullElse(configuration.maximumPercent(), 200) / 100;
        int least = (int) Math.ceil(desired * requireNonNullElse(configuration.minimumHealthyPercent(), 100) / 100.0);
        RevisionState incoming = incoming(deployment);
        var outgoing = outgoing(deployment);

        int healthy = fleet.healthy(service, incoming);
        int needed = Math.max(0, least - healthy);
        for (RevisionState revision : outgoing) {
            int kept = healthy >= desired ? 0 : Math.min(revision.wanted, needed);
            revision.wanted = kept;
            needed -= kept;
        }
        int old = outgoing.stream()
                .mapToInt(revision -> (int) fleet.tasks(service, revision).count())
                .sum();
        incoming.wanted = Math.min(desired, Math.max(incoming.wanted, most - old));
    }

    boolean isDone(DeploymentState deployment) {
        return fleet.healthy(deployment.service, incoming(deployment)) >= deployment.service.desiredCount
                && outgoing(deployment).stream().allMatch(revision -> revision.wanted == 0);
    }

    private static RevisionState incoming(DeploymentState deployment) {
        return deployment.isRollingBack && deployment.rollbackTo != null ? deployment.rollbackTo : deployment.target;
    }

    private static List<RevisionState> outgoing(DeploymentState deployment) {
        return deployment.service.activeRevisions().stream()
                .filter(revision -> revision != incoming(deployment))
                .toList();
    }
}
