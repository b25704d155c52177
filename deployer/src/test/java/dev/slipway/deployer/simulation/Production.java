package dev.slipway.deployer.simulation;

import dev.slipway.deployer.release.EndClass;
import dev.slipway.deployer.release.Good;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState.Ended;
import dev.slipway.deployer.release.ReleaseState.Kind;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.release.Trigger;
import dev.slipway.sandbox.model.AwsVariant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** LIVENESS of production: what it must have come to, once the weather is clear and nothing is left to do. */
final class Production {
    private Production() {}

    /** The truth about production is what its listener answers with. */
    static final class ProductionIsWhatIsRemembered extends Liveness.AtTheEnd {
        private final Truth truth;

        ProductionIsWhatIsRemembered(Truth truth) {
            this.truth = truth;
        }

        @Override
        public String sentence() {
            return "production serves exactly the image that is remembered as live, and it passes every gate";
        }

        @Override
        void check(ServiceState last) {
            List<String> serving = truth.serving();
            boolean hasNothing = truth.hasNeverRun() && last.live().isEmpty();
            if (hasNothing || truth.isGone()) {
                return;
            }
            Optional<String> live = last.live()
                    .map(Good::image)
                    .flatMap(image -> image.digest())
                    .map(digest -> truth.stage().images().whole(digest.value()));
            if (isLeftHalfShifted(serving, live)) {
                return;
            }
            if (serving.size() != 1 || !live.equals(Optional.of(serving.getFirst()))) {
                throw broken("production answers from " + serving + ", remembered is " + live);
            }
            // Someone else's image is judged only if it came to our hooks, and is not just let through.
            boolean isJudged =
                    (!isForeign(last) || !isUnjudged(serving.getFirst())) && !isLetThrough(last, serving.getFirst());
            if (isJudged && !truth.scenario().lets(truth.quality(serving.getFirst()))) {
                throw broken("production serves " + serving + ", which is " + truth.quality(serving.getFirst()));
            }
        }

        /**
         * What someone else, a forced emergency, or AWS long after our call, deployed over a half-shifted deployment may leave
         * traffic as it was.
         */
        private boolean isLeftHalfShifted(List<String> serving, Optional<String> live) {
            Scenario scenario = truth.scenario();
            boolean mayHaveBeen = scenario.foreign().isPresent()
                    || truth.stage().isLateOverHalfShifted()
                    || scenario.orders().stream()
                            .anyMatch(order -> order.command().equals(Scenario.Order.FORCE));
            return scenario.shape().hasSteps()
                    && scenario.variant().halfShifted() != AwsVariant.HalfShifted.BACK
                    && mayHaveBeen
                    && serving.size() == 2
                    && live.filter(serving::contains).isPresent();
        }

        /** What was there when Slipway came, too; and an emergency brings back what was live, whoever had brought that. */
        private boolean isForeign(ServiceState last) {
            return last.live()
                    .map(good -> releases.get(good.id().value()))
                    .filter(release -> release.trigger() instanceof Trigger.Foreign
                            || release.trigger() instanceof Trigger.Adopted
                            || release.trigger().emergency().isPresent())
                    .isPresent();
        }

        /**
         * By someone else's answer at a hook, before a gate had failed; what has failed must not stay, whoever let it go on, if
         * there is something to go back to.
         */
        private boolean isLetThrough(ServiceState last, String digest) {
            return truth.stage().wasMeddledWith(digest)
                    && last.live()
                            .filter(good -> good.fallback().isPresent())
                            .map(good -> releases.get(good.id().value()))
                            .filter(ProductionIsWhatIsRemembered::hasFailed)
                            .isEmpty();
        }

        private static boolean hasFailed(Release release) {
            return release.state() instanceof Ended ended && ended.because().equals(Optional.of(EndClass.SMOKE_FAILED));
        }

        /** Came past our gates, or took production for one of ours that someone replaced before its gates were through. */
        private boolean isUnjudged(String digest) {
            return MetDeployments.isUnjudged(truth, digest)
                    || releases.values().stream()
                            .filter(release -> release.state().kind() == Kind.REPLACED)
                            .flatMap(release -> release.image().digest().stream())
                            .anyMatch(replaced -> replaced.value().equals(digest));
        }
    }

    /** Holds only in fair weather and without operators; in bad weather each failure has to name its reason. */
    static final class ProductionIsTheNewestThatPasses extends Liveness.AtTheEnd {
        private final Truth truth;

        ProductionIsTheNewestThatPasses(Truth truth) {
            this.truth = truth;
        }

        @Override
        public String sentence() {
            return "without faults and commands, production ends on the newest passing image that was tried";
        }

        @Override
        void check(ServiceState last) {
            boolean isDisturbed = truth.stage().faults().anyStruck()
                    || !truth.scenario().orders().isEmpty()
                    || truth.scenario().hasApproval()
                    || truth.scenario().foreign().isPresent()
                    || truth.scenario().meddling().isPresent()
                    || truth.isGone()
                    || truth.stage().isDeletedHalfShifted();
            Optional<Release> newest = releases.values().stream()
                    .filter(release -> release.trigger() instanceof Trigger.Push)
                    .filter(this::isOfThisService)
                    .filter(release -> !isSuperseded(release))
                    .filter(this::isGood)
                    .reduce((one, other) -> other);
            Optional<Object> live = last.live().flatMap(good -> good.image().digest());
            Optional<Object> expected =
                    newest.flatMap(release -> release.image().digest());
            if (!isDisturbed && expected.isPresent() && !expected.equals(live)) {
                throw broken("live is " + live + ", but " + newest.get().id() + " of " + expected + " ended "
                        + newest.get().state());
            }
        }

        /** Not of one that was deleted before this one was made. */
        private boolean isOfThisService(Release release) {
            Optional<Instant> madeAgain = truth.stage().madeAgainAt();
            return madeAgain.isEmpty() || release.begunAt().isAfter(madeAgain.get());
        }

        /** Ended by a newer push, before it was its turn or, under 'replace', after. */
        private static boolean isSuperseded(Release release) {
            return release.state() instanceof Ended ended
                    && (ended.kind() == Kind.SUPERSEDED
                            || ended.because().equals(Optional.of(EndClass.SUPERSEDED_BY_NEWER)));
        }

        private boolean isGood(Release release) {
            return release.image()
                    .digest()
                    .map(digest -> truth.scenario().lets(truth.quality(digest.value())))
                    .orElse(false);
        }
    }
}
