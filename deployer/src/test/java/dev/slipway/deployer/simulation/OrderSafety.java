package dev.slipway.deployer.simulation;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.release.CommandAnswer;
import dev.slipway.deployer.release.EndClass;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState.Ended;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.release.Trigger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** SAFETY of what people ask for, and of what only they may ask for. */
final class OrderSafety {
    private OrderSafety() {}

    /** A version of a parameter is one instruction. */
    static final class ACommandIsObeyedOnce implements Invariant {
        private final Map<String, CommandAnswer> answers = new HashMap<>();
        private final Map<String, String> startedBy = new HashMap<>();

        @Override
        public String sentence() {
            return "each version of a command parameter is answered once, and one answer stands";
        }

        @Override
        public void see(Step step) {
            if (step instanceof Step.StateWritten(Optional<ServiceState> before, ServiceState after)) {
                after.lastAnswers().forEach(this::check);
                List<CommandAnswer> old = before.map(ServiceState::lastAnswers).orElse(List.of());
                after.lastAnswers().stream()
                        .filter(answer -> !old.contains(answer))
                        .forEach(this::isNew);
            }
        }

        private void check(CommandAnswer answer) {
            CommandAnswer before = answers.putIfAbsent(key(answer), answer);
            if (before != null && !before.equals(answer)) {
                throw broken("first " + before + ", then " + answer);
            }
        }

        private void isNew(CommandAnswer answer) {
            String before = startedBy.putIfAbsent(key(answer), answer.answer());
            if (before != null) {
                throw broken(answer.parameter() + " version " + answer.version() + " was handled twice");
            }
        }

        private static String key(CommandAnswer answer) {
            return answer.parameter() + " " + answer.version() + " " + answer.writtenAt();
        }
    }

    /** A person may, an event may not. Judged by the ends themselves, not only by what is remembered of them. */
    static final class NoEventStartsWhatIsQuarantined implements Invariant {
        private final Set<Digest> bad = new HashSet<>();

        @Override
        public String sentence() {
            return "no push and no retry takes a digest out of the queue that has proved bad";
        }

        @Override
        public void see(Step step) {
            if (step instanceof Step.StateWritten(Optional<ServiceState> before, ServiceState after)) {
                Optional<ReleaseId> running =
                        before.flatMap(ServiceState::release).map(Release::id);
                bad.removeIf(digest -> before.isPresent() && isPardoned(digest, before.get(), after));
                after.release()
                        .filter(release -> !running.equals(Optional.of(release.id())))
                        .filter(release -> !release.trigger().isOperators())
                        .filter(release -> !(release.trigger() instanceof Trigger.Foreign))
                        .filter(release -> release.image()
                                .digest()
                                .map(digest -> isBad(digest, after))
                                .orElse(false))
                        .ifPresent(release -> {
                            throw broken(release.id() + " of " + release.image() + " begins");
                        });
                after.outbox().ended().forEach(release -> remember(release, after));
            }
        }

        /** By an administrator's 'clear', or by going live all the same, as a person wanted. */
        private static boolean isPardoned(Digest digest, ServiceState before, ServiceState after) {
            boolean isCleared = after.lastAnswers().stream()
                    .filter(answer -> !before.lastAnswers().contains(answer) && answer.accepted())
                    .anyMatch(answer -> answer.command().equals("clear " + digest.value()));
            boolean isLive = after.live()
                    .filter(live -> live.image().digest().equals(Optional.of(digest)))
                    .isPresent();
            return before.isQuarantined(digest) && !after.isQuarantined(digest) && (isCleared || isLive);
        }

        private boolean isBad(Digest digest, ServiceState state) {
            return bad.contains(digest) || state.isQuarantined(digest);
        }

        private void remember(Release release, ServiceState state) {
            boolean isLive = state.live()
                    .map(live -> live.image().isSameAs(release.image()))
                    .orElse(false);
            if (!isLive
                    && release.state() instanceof Ended ended
                    && ended.because().map(EndClass::provesBad).orElse(false)) {
                release.image().digest().ifPresent(bad::add);
            }
        }
    }
}
