package dev.slipway.deployer.release;

import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.release.Command.Written;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Decides what {@code retry} starts: what was tried last, unless it proved bad or something newer is there. Pure. */
final class Retries {
    private Retries() {}

    static ServiceState asked(
            ServiceState state, ServiceSpec spec, Written written, Supplier<ReleaseId> ids, Instant now) {
        Optional<String> obstacle = obstacle(state);
        if (obstacle.isPresent()) {
            return Commander.refuse(state, written, obstacle.get());
        }
        Tried tried = state.tried().orElseThrow();
        ReleaseId id = ids.get();
        var again = Release.queued(id, trigger(state, tried, written), tried.image(), now);
        var queued = again.trigger().isRollback()
                ? Intake.enqueueFirst(state, again, now)
                : Intake.enqueue(state, again, spec.supersede(), now);
        boolean waits = state.hold().isPresent() && !again.trigger().isRollback();
        return Commander.accept(
                queued,
                written,
                "trying " + tried.image() + " again, after release " + tried.id()
                        + tried.because()
                                .map(because -> " ended " + because.slug())
                                .orElse(" ended")
                        + (waits ? "; it waits for 'resume', because the service is held" : ""),
                Optional.of(id));
    }

    /** A rollback that is tried again is a rollback still. */
    private static Trigger trigger(ServiceState state, Tried tried, Written written) {
        return tried.trigger() instanceof Trigger.ManualRollback rollback
                ? new Trigger.ManualRollback(
                        rollback.target(), state.live().map(Good::id), rollback.full(), written.by(), rollback.cause())
                : new Trigger.Retry(tried.id());
    }

    private static Optional<String> obstacle(ServiceState state) {
        Stream<String> inFlight = state.release().stream()
                .map(release -> "release " + release.id() + " of " + release.image() + " is in flight");
        Stream<String> nothing = state.tried().isEmpty()
                ? Stream.of("no release has failed since the live one went live")
                : Stream.empty();
        Stream<String> bad = state.tried().stream()
                .filter(tried ->
                        tried.image().digest().map(state::isQuarantined).orElse(false))
                .map(tried -> tried.image() + " proved bad"
                        + tried.because()
                                .map(because -> " (" + because.slug() + ")")
                                .orElse("")
                        + "; push a better image");
        Stream<String> waiting = state.queue().stream()
                .map(release -> "release " + release.id() + " of " + release.image() + " waits already");
        Stream<String> held = state.heldPush().stream()
                .map(push -> "'" + push.tag() + "', pushed meanwhile, is newer; 'resume' starts it");
        Stream<String> live = state.tried().stream()
                .filter(tried -> state.live()
                        .map(good -> good.image().isSameAs(tried.image()))
                        .orElse(false))
                .map(tried -> tried.image() + " is live already");
        return Stream.of(inFlight, nothing, bad, waiting, held, live)
                .flatMap(one -> one)
                .findFirst();
    }
}
