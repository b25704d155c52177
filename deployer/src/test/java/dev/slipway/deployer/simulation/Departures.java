package dev.slipway.deployer.simulation;

import dev.slipway.deployer.release.ServiceState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** LIVENESS of services that go: detached, deleted, and made again. */
final class Departures {
    private Departures() {}

    /** What a release's end says of the service has to be so. */
    static final class OnlyADeletedServiceIsSaidToBe extends Liveness.AtTheEnd {
        private final Truth truth;

        OnlyADeletedServiceIsSaidToBe(Truth truth) {
            this.truth = truth;
        }

        @Override
        public String sentence() {
            return "no release ends because its service was deleted, if nobody deleted it";
        }

        @Override
        void check(ServiceState last) {
            if (truth.scenario().deleted().isPresent()) {
                return;
            }
            releases.values().stream()
                    .filter(release -> release.timeline().getLast().what().equals("the service was deleted"))
                    .findFirst()
                    .ifPresent(release -> {
                        throw broken(release.id() + " does");
                    });
        }
    }

    /**
     * Whatever was live on the one before, and whether or not the new one has come up. Asked if nothing else happens: no
     * fault, no person's word or deployment, no hold for a release that was under way, and no listener that was left half
     * shifted, where ECS starts nothing until a person has put it right.
     */
    static final class WhatIsPushedToARemadeServiceGoesLive extends Liveness.AtTheEnd {
        private final Truth truth;

        WhatIsPushedToARemadeServiceGoesLive(Truth truth) {
            this.truth = truth;
        }

        @Override
        public String sentence() {
            return "a good image that is pushed after the service was made again goes live";
        }

        @Override
        void check(ServiceState last) {
            Scenario.Push newest = truth.scenario().pushes().getLast();
            boolean isGood = truth.scenario().lets(newest.quality()) && isAfterwards(newest);
            if (!isGood || isDisturbed(last)) {
                return;
            }
            boolean isLive = last.live()
                    .map(good -> good.image().digest().equals(Optional.of(newest.digest())))
                    .orElse(false);
            if (!isLive || !truth.serving().equals(List.of(newest.digest().value()))) {
                throw broken(newest + " does not: remembered as live is " + last.live() + ", and " + truth.serving()
                        + " serves");
            }
        }

        private boolean isAfterwards(Scenario.Push push) {
            Instant at = truth.stage().beginning().plus(push.at());
            return truth.stage().madeAgainAt().filter(at::isAfter).isPresent();
        }

        private boolean isDisturbed(ServiceState last) {
            Scenario scenario = truth.scenario();
            return truth.stage().faults().anyStruck()
                    || !scenario.orders().isEmpty()
                    || scenario.hasApproval()
                    || scenario.foreign().isPresent()
                    || scenario.meddling().isPresent()
                    || truth.stage().isDeletedHalfShifted()
                    || last.hold().isPresent();
        }
    }

    /** Then nobody's deployment waits for answers that do not come. A first one that ECS can't end keeps them. */
    static final class ADetachedServiceHasNoHooks extends Liveness.AtTheEnd {
        private final Truth truth;

        ADetachedServiceHasNoHooks(Truth truth) {
            this.truth = truth;
        }

        @Override
        public String sentence() {
            return "a service that was detached has no hooks of ours";
        }

        @Override
        void check(ServiceState last) {
            last.detachment()
                    .filter(leaving -> truth.hooks() > 0 && truth.inFlight().isEmpty())
                    .ifPresent(leaving -> {
                        throw broken("it has " + truth.hooks() + "; remembered is " + leaving);
                    });
        }
    }
}
