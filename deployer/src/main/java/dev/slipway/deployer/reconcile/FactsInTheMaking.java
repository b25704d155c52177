package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.RevisionView;
import dev.slipway.deployer.release.Facts;
import java.util.Optional;

/** Facts, read one after the other. */
final class FactsInTheMaking {
    private final Facts.ServiceSeen service;
    private final Optional<DeploymentView> ours;
    private final Facts.EffectOutcome last;
    private Optional<RevisionView> target = Optional.empty();
    private Optional<Facts.Rendered> rendering = Optional.empty();
    private Optional<String> registered = Optional.empty();
    private Optional<Facts.PreflightFacts> preflight = Optional.empty();
    private Optional<Facts.Traffic> traffic = Optional.empty();
    private Optional<Facts.Run> run = Optional.empty();
    private Optional<Facts.Fleet> fleet = Optional.empty();
    private Optional<Facts.CommandRun> command = Optional.empty();

    FactsInTheMaking(Facts.ServiceSeen service, Optional<DeploymentView> ours, Facts.EffectOutcome last) {
        this.service = service;
        this.ours = ours;
        this.last = last;
    }

    FactsInTheMaking target(Optional<RevisionView> seen) {
        target = seen;
        return this;
    }

    FactsInTheMaking rendering(Facts.Rendered seen) {
        rendering = Optional.of(seen);
        return this;
    }

    FactsInTheMaking registered(Optional<String> seen) {
        registered = seen;
        return this;
    }

    FactsInTheMaking preflight(Facts.PreflightFacts seen) {
        preflight = Optional.of(seen);
        return this;
    }

    FactsInTheMaking traffic(Optional<Facts.Traffic> seen) {
        traffic = seen;
        return this;
    }

    FactsInTheMaking run(Optional<Facts.Run> seen) {
        run = seen;
        return this;
    }

    FactsInTheMaking fleet(Facts.Fleet seen) {
        fleet = Optional.of(seen);
        return this;
    }

    FactsInTheMaking command(Optional<Facts.CommandRun> seen) {
        command = seen;
        return this;
    }

    Facts done() {
        return new Facts(service, ours, target, last, rendering, registered, preflight, traffic, run, fleet, command);
    }
}
