package dev.slipway.deployer.simulation;

import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.reconcile.Keys;
import dev.slipway.deployer.release.CommandMark;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState.Ended;
import dev.slipway.deployer.release.ReleaseState.Kind;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.release.Trigger;
import dev.slipway.deployer.simulation.Scenario.Channel;
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
            if (!last.queue().isEmpty() && last.hold().isEmpty() && !truth.isStalled()) {
                throw broken(last.queue().size() + " still wait, though nothing is in flight and nothing is held");
            }
            if (!last.outbox().isEmpty()) {
                throw broken("this is still to be told: " + last.outbox());
            }
            truth.inFlight().filter(deployment -> !truth.isStalled()).ifPresent(deployment -> {
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
        private long baselineOfAdmins = 1;

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
                baseline = version(marks, Channel.OWN).orElse(baseline);
                baselineOfAdmins = version(marks, Channel.ADMIN).orElse(1L);
                baselineForAll =
                        marks.isEmpty() ? 0 : version(marks, Channel.ALL).orElse(0L);
            }
            super.see(step);
        }

        @Override
        void check(ServiceState last) {
            // Terraform wrote the first version of those of the service itself.
            check(Channel.OWN, baseline, 1 + truth.stage().ordered(Channel.OWN.parameter()));
            check(Channel.ADMIN, baselineOfAdmins, 1 + truth.stage().ordered(Channel.ADMIN.parameter()));
            check(Channel.ALL, baselineForAll, truth.stage().ordered(Channel.ALL.parameter()));
        }

        private void check(Channel channel, long from, long written) {
            for (long version = from + 1; version <= written; version++) {
                String parameter = channel.parameter();
                String start = Keys.COMMAND + parameter + "#";
                String end = "#" + version;
                if (answers.stream().noneMatch(key -> key.startsWith(start) && key.endsWith(end))) {
                    throw broken("version " + version + " of " + written + " of '" + parameter
                            + "' was never answered; there are " + answers);
                }
            }
        }

        private static Optional<Long> version(List<CommandMark> marks, Channel channel) {
            return marks.stream()
                    .filter(mark -> mark.parameter().equals(channel.parameter()))
                    .map(CommandMark::version)
                    .findFirst();
        }
    }
}
