package dev.slipway.deployer.simulation;

import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.Verdict;
import dev.slipway.deployer.reconcile.Keys;
import dev.slipway.deployer.release.CommandMark;
import dev.slipway.deployer.release.EndClass;
import dev.slipway.deployer.release.Good;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState.Ended;
import dev.slipway.deployer.release.ReleaseState.Kind;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.release.Trigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** LIVENESS: what must have become of everything once the weather is clear and nothing is left to do. */
final class Liveness {
    private Liveness() {}

    /** Remembers the newest state and every release that was ever seen. */
    abstract static class AtTheEnd implements Invariant {
        final SortedMap<String, Release> releases = new TreeMap<>();
        Optional<ServiceState> state = Optional.empty();

        @Override
        public void see(Step step) {
            if (step instanceof Step.StateWritten written) {
                ServiceState now = written.after();
                state = Optional.of(now);
                Stream.of(now.queue().stream(), now.release().stream(), now.outbox().ended().stream())
                        .flatMap(one -> one)
                        .forEach(release -> releases.put(release.id().value(), release));
            }
            if (step instanceof Step.Ended) {
                check(state.orElseThrow(() -> broken("the service was never seen")));
            }
        }

        abstract void check(ServiceState last);
    }

    /** The queue may hold some only while the service is held. */
    static final class EveryReleaseEnds extends AtTheEnd {
        private final Truth truth;

        EveryReleaseEnds(Truth truth) {
            this.truth = truth;
        }

        @Override
        public String sentence() {
            return "every release ends, and nothing remains to be told";
        }

        @Override
        void check(ServiceState last) {
            last.release().ifPresent(release -> {
                throw broken(release.id() + " is still " + release.state() + " with intent " + release.intent());
            });
            if (!last.queue().isEmpty() && last.hold().isEmpty()) {
                throw broken(last.queue().size() + " still wait, though nothing is in flight and nothing is held");
            }
            if (!last.outbox().isEmpty()) {
                throw broken("this is still to be told: " + last.outbox());
            }
            truth.inFlight()
                    .filter(deployment -> !truth.scenario().isBootstrap())
                    .ifPresent(deployment -> {
                        throw broken(deployment.serviceDeploymentArn() + " is still " + deployment.status());
                    });
            releases.values().stream()
                    .filter(release -> !release.isOver())
                    .filter(release ->
                            last.queue().stream().noneMatch(other -> other.id().equals(release.id())))
                    .findFirst()
                    .ifPresent(release -> {
                        throw broken(release.id() + " was last seen as "
                                + release.state().kind());
                    });
        }
    }

    /**
     * By tag and digest; a push kept for the end of a hold counts too. Only a push from before we first saw the service is not
     * asked after, if its event was lost.
     */
    static final class EveryPushIsAccountedFor extends AtTheEnd {
        private final Truth truth;
        private final List<String> skipped = new ArrayList<>();

        EveryPushIsAccountedFor(Truth truth) {
            this.truth = truth;
        }

        @Override
        public String sentence() {
            return "every push ends as a release, as a skipped push with its reason, or waits for the end of a hold";
        }

        @Override
        public void see(Step step) {
            if (step instanceof Step.ItemWritten written && written.after().sk().startsWith("SKIPPED#")) {
                skipped.add(written.after().sk() + " " + written.after().body());
            }
            super.see(step);
        }

        @Override
        void check(ServiceState last) {
            for (Scenario.Push push : truth.scenario().pushes()) {
                String digest = push.digest().value();
                boolean isReleased = releases.values().stream().anyMatch(release -> isOf(release.image(), push));
                boolean isSkipped = skipped.stream()
                        .anyMatch(item -> item.contains(digest) && item.contains("\"" + push.tag() + "\""));
                boolean isHeld = last.heldPush()
                        .map(held -> held.digest().equals(push.digest())
                                && held.tag().equals(push.tag()))
                        .orElse(false);
                if (!isReleased && !isSkipped && !isHeld && !isUnseen(push)) {
                    throw broken("nothing became of " + push);
                }
            }
        }

        private static boolean isOf(Image image, Scenario.Push push) {
            return image.digest().equals(Optional.of(push.digest()))
                    && image.tag().equals(Optional.of(push.tag()));
        }

        private boolean isUnseen(Scenario.Push push) {
            Instant at = truth.stage().beginning().plus(push.at());
            boolean isBeforeFirstSight =
                    state.map(known -> !at.isAfter(known.firstSight())).orElse(true);
            return truth.stage().events().hasLost(push.digest().value()) && isBeforeFirstSight;
        }
    }

    /** At least once, or kept among what is still to be sent. */
    static final class EveryEndIsAnnounced extends AtTheEnd {
        private final List<String> announced = new ArrayList<>();

        @Override
        public String sentence() {
            return "the end of every release is announced";
        }

        @Override
        public void see(Step step) {
            switch (step) {
                case Step.Announced told -> announced.add(told.detail());
                case Step.ItemWritten written
                when written.after().pk().equals("UNSENT") ->
                    announced.add(written.after().body());
                default -> super.see(step);
            }
        }

        @Override
        void check(ServiceState last) {
            for (Release release : releases.values()) {
                if (release.state() instanceof Ended ended
                        && !(release.trigger() instanceof Trigger.Adopted)
                        && announced.stream().noneMatch(told -> tells(told, release, ended.kind()))) {
                    throw broken(release.id() + " ended " + ended.kind() + " and nobody was told");
                }
            }
        }

        private static boolean tells(String told, Release release, Kind end) {
            return told.contains(release.id().value()) && told.contains(end.text());
        }
    }

    /** Whether obeyed, refused or overtaken; what was written before we first looked is the baseline. */
    static final class EveryOrderIsAnswered extends AtTheEnd {
        private final Truth truth;
        private final List<String> answers = new ArrayList<>();
        private long baseline = Long.MAX_VALUE;
        private long baselineForAll = 0;

        EveryOrderIsAnswered(Truth truth) {
            this.truth = truth;
        }

        @Override
        public String sentence() {
            return "every order that an operator wrote is answered, and the answer is kept";
        }

        @Override
        public void see(Step step) {
            if (step instanceof Step.ItemWritten written && written.after().sk().startsWith(Keys.COMMAND)) {
                answers.add(written.after().sk());
            }
            if (step instanceof Step.StateWritten written && baseline == Long.MAX_VALUE) {
                List<CommandMark> marks = written.after().commands();
                // What is already there when the service is first seen is marked in one go.
                baseline = version(marks, Settings.SERVICE).orElse(baseline);
                baselineForAll = marks.isEmpty() ? 0 : version(marks, "all").orElse(0L);
            }
            super.see(step);
        }

        @Override
        void check(ServiceState last) {
            long toAll = truth.scenario().orders().stream()
                    .filter(Scenario.Order::toAll)
                    .count();
            check(Settings.SERVICE, baseline, truth.scenario().orders().size() - toAll + 1);
            check("all", baselineForAll, toAll);
        }

        private void check(String parameter, long from, long written) {
            for (long version = from + 1; version <= written; version++) {
                String start = Keys.COMMAND + "/" + Stage.PREFIX + "/command/" + parameter + "#";
                String end = "#" + version;
                if (answers.stream().noneMatch(key -> key.startsWith(start) && key.endsWith(end))) {
                    throw broken("version " + version + " of " + written + " of '" + parameter
                            + "' was never answered; there are " + answers);
                }
            }
        }

        private static Optional<Long> version(List<CommandMark> marks, String parameter) {
            return marks.stream()
                    .filter(mark -> mark.parameter().endsWith("/" + parameter))
                    .map(CommandMark::version)
                    .findFirst();
        }
    }

    /** The truth about production is what its listener answers with. */
    static final class ProductionIsWhatIsRemembered extends AtTheEnd {
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
            List<String> serving = truth.stage().aws().digestsBehind(true);
            if (truth.scenario().isBootstrap() && last.live().isEmpty()) {
                return;
            }
            Optional<String> live = last.live()
                    .map(Good::image)
                    .flatMap(image -> image.digest())
                    .map(digest -> truth.stage().images().whole(digest.value()));
            if (serving.size() != 1 || !live.equals(Optional.of(serving.getFirst()))) {
                throw broken("production answers from " + serving + ", remembered is " + live);
            }
            GateKind strictest = truth.scenario().hasProduction() ? GateKind.PRODUCTION : GateKind.TEST;
            // Someone else's image is judged only if it came to our hooks, and is not just let through.
            boolean isJudged =
                    (!isForeign(last) || !isUnjudged(serving.getFirst())) && !isLetThrough(serving.getFirst());
            if (isJudged && truth.quality(serving.getFirst()).at(strictest) != Verdict.PASS) {
                throw broken("production serves " + serving + ", which is " + truth.quality(serving.getFirst()));
            }
        }

        private boolean isForeign(ServiceState last) {
            return last.live()
                    .map(good -> releases.get(good.id().value()))
                    .filter(release -> release.trigger() instanceof Trigger.Foreign)
                    .isPresent();
        }

        /** By someone else's answer at a hook, before a gate had failed; what has failed must not stay, whoever let it go on. */
        private boolean isLetThrough(String digest) {
            return truth.stage().wasMeddledWith(digest)
                    && releases.values().stream()
                            .filter(release -> release.image().digest().stream()
                                    .anyMatch(own -> own.value().equals(digest)))
                            .noneMatch(ProductionIsWhatIsRemembered::hasFailed);
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
    static final class ProductionIsTheNewestThatPasses extends AtTheEnd {
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
                    || truth.scenario().meddling().isPresent();
            Optional<Release> newest = releases.values().stream()
                    .filter(release -> release.trigger() instanceof Trigger.Push)
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

        /** Ended by a newer push, before it was its turn or, under 'replace', after. */
        private static boolean isSuperseded(Release release) {
            return release.state() instanceof Ended ended
                    && (ended.kind() == Kind.SUPERSEDED
                            || ended.because().equals(Optional.of(EndClass.SUPERSEDED_BY_NEWER)));
        }

        private boolean isGood(Release release) {
            return release.image()
                    .digest()
                    .map(digest -> truth.quality(digest.value()) == Quality.GOOD)
                    .orElse(false);
        }
    }
}
