package dev.slipway.deployer.release;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.release.ReleaseState.Ended;
import dev.slipway.deployer.release.ReleaseState.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides what the end of a release means for its service: what is live, quarantined, held, tried again. Pure. */
public final class Ending {
    private static final List<Kind> TRIED = List.of(Kind.ROLLED_BACK, Kind.FAILED, Kind.REFUSED, Kind.REPLACED);

    private Ending() {}

    /**
     * The service after its release in flight ended.
     *
     * @param ended  that release, in its terminal state
     * @param before the same release before it ended
     * @param nextId the id of the release that follows by itself, if one does
     */
    public static ServiceState of(
            ServiceState state, ServiceSpec spec, Release before, Release ended, ReleaseId nextId, Instant now) {
        var end = (Ended) ended.state();
        var told = state.outbox().withEnded(ended.withIntent(Optional.empty())).announcing(Intake.announcement(ended));
        var next = state.change().release(Optional.empty()).outbox(told).done();
        if (end.kind() == Kind.LIVE) {
            next = wentLive(next, before, ended, now);
        }
        next = tried(next, ended, end);
        next = quarantined(next, before, ended, end);
        next = held(next, spec, before, end, now);
        next = followed(next, before, ended, end, spec, nextId, now);
        return advised(next, before, ended, end, nextId);
    }

    /** What was tried in earnest and did not go live. */
    private static ServiceState tried(ServiceState state, Release ended, Ended end) {
        boolean mayBeTriedAgain = TRIED.contains(end.kind())
                && ended.image().digest().isPresent()
                && !(ended.trigger() instanceof Trigger.Foreign);
        return mayBeTriedAgain
                ? state.change()
                        .tried(new Tried(ended.id(), ended.image(), ended.trigger(), end.because()))
                        .done()
                : state;
    }

    /** It was not judged, and does not come again by itself. */
    private static ServiceState advised(
            ServiceState state, Release before, Release ended, Ended end, ReleaseId nextId) {
        boolean comesAgain =
                state.queue().stream().anyMatch(release -> release.id().equals(nextId));
        boolean mayRetry = state.tried().map(Tried::id).equals(Optional.of(ended.id()))
                && end.because().map(EndClass::isUnjudged).orElse(false);
        return mayRetry && !comesAgain && !isOperators(before, end)
                ? state.change().outbox(state.outbox().advising(ended, "retry")).done()
                : state;
    }

    private static ServiceState wentLive(ServiceState state, Release before, Release ended, Instant now) {
        var good = good(state, before, ended, now);
        var change = state.change().live(Optional.of(good));
        if (!(ended.trigger() instanceof Trigger.Push)) {
            // What no event could bring may have been quarantined longer ago than STATE knows.
            good.image().digest().ifPresent(change::clearing);
        }
        boolean leaves = ended.trigger() instanceof Trigger.ManualRollback;
        state.live().ifPresent(previous -> change.earlierToo(leaves ? previous.left() : previous));
        if (ended.trigger() instanceof Trigger.ManualRollback rollback && rollback.leavesBad()) {
            state.live()
                    .flatMap(previous -> previous.image().digest())
                    .filter(digest -> !Optional.of(digest).equals(good.image().digest()))
                    .ifPresent(change::quarantining);
        }
        return change.done();
    }

    private static Good good(ServiceState state, Release before, Release ended, Instant now) {
        String taskDefinition = before.state() instanceof ReleaseState.Deployed deployed
                ? deployed.pin().taskDefinitionArn()
                : "";
        return ended.asGood(taskDefinition, state, now);
    }

    /** The newest live one with another digest that is not quarantined and was not itself rolled back. */
    static Optional<ReleaseId> fallback(ServiceState state, Release ended) {
        if (ended.trigger() instanceof Trigger.ManualRollback rollback) {
            return state.good(rollback.target()).flatMap(Good::fallback);
        }
        return state.goods()
                .filter(good -> !good.rolledBack() && !good.image().isSameAs(ended.image()))
                .filter(good -> good.image()
                        .digest()
                        .map(digest -> !state.isQuarantined(digest))
                        .orElse(true))
                .map(Good::id)
                .findFirst();
    }

    private static ServiceState quarantined(ServiceState state, Release before, Release ended, Ended end) {
        Optional<Digest> digest = ended.image().digest();
        boolean isLive =
                state.live().map(good -> good.image().isSameAs(ended.image())).orElse(false);
        boolean isBad = end.because().map(EndClass::provesBad).orElse(false)
                || (isOperators(before, end) && end.kind() != Kind.REPLACED);
        return digest.isPresent() && isBad && !isLive
                ? state.change().quarantining(digest.get()).done()
                : state;
    }

    /**
     * Whether an operator wanted this end, even if something else brought it about first. The first release of a service
     * has nothing behind it that a hold could protect, so its end is never an operator's.
     */
    private static boolean isOperators(Release before, Ended end) {
        return before.wish().orElse(null) instanceof Release.Wish.RollBack
                && !end.because().equals(Optional.of(EndClass.NO_ROLLBACK_TARGET));
    }

    private static ServiceState held(ServiceState state, ServiceSpec spec, Release before, Ended end, Instant now) {
        boolean byOperator = isOperators(before, end) && spec.holdAfterRollback();
        boolean couldNotGoBack = end.kind() == Kind.FAILED && !before.bootstrap();
        if (state.hold().isPresent() || (!byOperator && !couldNotGoBack)) {
            return state;
        }
        String by = before.wish().map(Release.Wish::by).orElse("slipway");
        String reason = couldNotGoBack
                ? "release " + before.id() + " failed and production may not be what it was; look, then 'resume'"
                : "rolled back by " + by + "; 'resume' lets releases start again";
        return state.change().hold(Optional.of(new Hold(reason, by, now))).done();
    }

    private static ServiceState followed(
            ServiceState state,
            Release before,
            Release ended,
            Ended end,
            ServiceSpec spec,
            ReleaseId nextId,
            Instant now) {
        // The rollback lost the race and what should have gone is live: go back to where it would have gone.
        if (end.kind() == Kind.LIVE && end.because().isPresent()) {
            EndClass cause = isOperators(before, end)
                    ? EndClass.STOPPED_BY_OPERATOR
                    : end.because().get();
            return goneBack(state, cause, nextId, now);
        }
        if (end.because().equals(Optional.of(EndClass.GAVE_WAY))) {
            return queuedAnew(state, before, spec, nextId, now);
        }
        boolean tryAgain = end.because().map(EndClass::isUnjudged).orElse(false)
                && ended.trigger() instanceof Trigger.Push
                && spec.automaticRetries() > 0
                && !isOperators(before, end);
        return tryAgain ? triedAgain(state, ended, spec, nextId, now) : state;
    }

    private static ServiceState triedAgain(
            ServiceState state, Release ended, ServiceSpec spec, ReleaseId nextId, Instant now) {
        var again = Release.queued(nextId, new Trigger.Retry(ended.id()), ended.image(), now);
        if (spec.supersede() == ServiceSpec.Supersede.FINISH_ALL) {
            return Intake.enqueueFirst(state, again, now);
        }
        boolean newerWaits = !state.queue().isEmpty() || state.heldPush().isPresent();
        return newerWaits ? state : Intake.enqueue(state, again, spec.supersede(), now);
    }

    /** It comes again at once, unless something newer waits that it would only hold up. */
    private static ServiceState queuedAnew(
            ServiceState state, Release before, ServiceSpec spec, ReleaseId nextId, Instant now) {
        boolean newerWaits =
                state.queue().stream().anyMatch(other -> !other.trigger().isOperators())
                        || state.heldPush().isPresent();
        boolean isOvertaken =
                newerWaits && !before.trigger().isOperators() && spec.supersede() != ServiceSpec.Supersede.FINISH_ALL;
        return isOvertaken
                ? state
                : Intake.enqueueFirst(state, Release.queued(nextId, before.trigger(), before.image(), now), now);
    }

    /**
     * The service after ECS, going back from someone else's deployment, came to a release of ours that never went live: what
     * was live before takes its place again, by way of its own tests.
     *
     * @param state    in which what ECS came to is live
     * @param unproven that release, which is over
     * @param id       of the release that goes back
     */
    public static ServiceState afterUnproven(ServiceState state, Release unproven, ReleaseId id, Instant now) {
        EndClass cause = unproven.state() instanceof Ended end
                ? end.because().orElse(EndClass.REPLACED_BY_OTHER)
                : EndClass.REPLACED_BY_OTHER;
        return goneBack(state, cause, id, now);
    }

    /** By itself, to where what is live would have gone. */
    private static ServiceState goneBack(ServiceState state, EndClass cause, ReleaseId id, Instant now) {
        return state.live()
                .flatMap(Good::fallback)
                .flatMap(state::good)
                .map(target -> rollBack(state, target, false, "slipway", Optional.of(cause), id, now))
                .orElse(state);
    }

    /** Queues the way back to {@code target}, before all that wait. */
    static ServiceState rollBack(
            ServiceState state,
            Good target,
            boolean full,
            String by,
            Optional<EndClass> cause,
            ReleaseId id,
            Instant now) {
        var trigger = new Trigger.ManualRollback(target.id(), state.live().map(Good::id), full, by, cause);
        return Intake.enqueueFirst(state, Release.queued(id, trigger, target.image(), now), now);
    }
}
