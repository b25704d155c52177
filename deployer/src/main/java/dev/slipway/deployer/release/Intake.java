package dev.slipway.deployer.release;

import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.SemanticVersion;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.model.ServiceSpec.Supersede;
import dev.slipway.deployer.model.TagPolicy;
import dev.slipway.deployer.release.SkippedPush.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides which push becomes a release and which release goes next. Pure. */
public final class Intake {
    private Intake() {}

    /** Judges a push of a digest that is in no quarantine, unless it is in STATE's. */
    public static Admission admit(ServiceState state, ServiceSpec spec, Push push, ReleaseId newId, Instant now) {
        return admit(state, spec, push, false, newId, now);
    }

    /**
     * Judges one push. A push that was considered once changes nothing the second time.
     *
     * @param provedBad whether its digest is quarantined, though not in STATE any more
     * @param newId     the id of the release, if it becomes one
     */
    public static Admission admit(
            ServiceState state, ServiceSpec spec, Push push, boolean provedBad, ReleaseId newId, Instant now) {
        Optional<TagPolicy> policy = spec.image().policyFor(push.tag());
        if (policy.isEmpty()) {
            return skip(
                    state, push, Reason.NOT_MATCHING, "no tag policy of the service matches '" + push.tag() + "'", now);
        }
        boolean isKnown = state.recent().stream()
                .anyMatch(one -> one.isOf(push) && !push.at().isAfter(one.at()));
        if (isKnown) {
            return new Admission(state, "this push was considered already");
        }
        var admission = judge(state, spec, policy.get(), push, provedBad, newId, now);
        return admission.next().equals(state)
                ? admission
                : new Admission(admission.next().change().judged(push, now).done(), admission.reason());
    }

    /**
     * Judges the template as it is now. The first one that is seen is what runs already. A change of it is released, if that
     * is configured, as soon as nothing else is under way: what is begins with the template as it is then anyway.
     *
     * @param hash of its text; empty if the service has none
     */
    public static Admission template(ServiceState state, ServiceSpec spec, String hash, ReleaseId newId, Instant now) {
        if (state.template().isEmpty()) {
            return new Admission(
                    state.change()
                            .template(Optional.of(TemplateSeen.first(hash, now)))
                            .done(),
                    "the template is seen first");
        }
        if (state.template().get().isNoNews(hash, now)) {
            return new Admission(state, "the template is what it was");
        }
        var seen = state.change()
                .template(Optional.of(state.template().get().then(hash, now)))
                .done();
        Optional<Image> live =
                state.live().map(Good::image).filter(image -> image.digest().isPresent());
        boolean isReleased =
                spec.onTemplateChange() == ServiceSpec.OnTemplateChange.RELEASE && !hash.isEmpty() && live.isPresent();
        if (!isReleased) {
            return new Admission(seen, "the template changed; the next release takes it");
        }
        boolean isBusy = state.release().isPresent()
                || !state.queue().isEmpty()
                || state.hold().isPresent();
        if (isBusy) {
            return new Admission(state, "the template changed; it is looked at again when nothing is under way");
        }
        var release = Release.queued(newId, new Trigger.TemplateChange(hash), live.get(), now);
        return new Admission(
                enqueue(seen, release, spec.supersede(), now), "the changed template becomes release " + newId);
    }

    private static Admission judge(
            ServiceState state,
            ServiceSpec spec,
            TagPolicy policy,
            Push push,
            boolean provedBad,
            ReleaseId newId,
            Instant now) {
        var mark = state.mark(policy.text());
        if (mark.isPresent() && isTheSame(push, mark.get())) {
            return sameAgain(state, push, mark.get());
        }
        if (!push.at().isAfter(state.firstSight())) {
            String why = "it was pushed before Slipway first saw the service at " + state.firstSight();
            return skip(state, push, Reason.BEFORE_FIRST_SIGHT, why, now);
        }
        Optional<String> newer = mark.flatMap(considered -> newer(considered, policy, push));
        if (newer.isPresent()) {
            return skip(state, push, Reason.OLDER, newer.get(), now);
        }
        var marked = state.change()
                .considered(new OrderMark(
                        policy.text(), push.at(), push.tag(), push.digest().value()))
                .done();
        return judgeImage(marked, spec, push, provedBad, newId, now);
    }

    /** What makes a push an older one: by time, or by version where versions order. */
    private static Optional<String> newer(OrderMark considered, TagPolicy policy, Push push) {
        if (!push.at().isAfter(considered.at())) {
            return Optional.of("'" + considered.tag() + "' of " + considered.at() + " was considered already");
        }
        return policy instanceof TagPolicy.Semver && isLower(push.tag(), considered.tag())
                ? Optional.of(
                        "version '" + push.tag() + "' is lower than '" + considered.tag() + "', the highest considered")
                : Optional.empty();
    }

    private static Admission judgeImage(
            ServiceState state, ServiceSpec spec, Push push, boolean provedBad, ReleaseId newId, Instant now) {
        if (provedBad || state.isQuarantined(push.digest())) {
            return skip(state, push, Reason.QUARANTINED, "the digest proved bad before; a person has to clear it", now);
        }
        var image = Image.of(push.repository(), push.digest(), push.tag());
        Optional<String> duplicate = duplicateOf(state, image);
        if (duplicate.isPresent()) {
            return skip(state, push, Reason.DUPLICATE, duplicate.get(), now);
        }
        if (state.hold().isPresent() && spec.supersede() != Supersede.FINISH_ALL) {
            return keepForLater(state, push, now);
        }
        var release = Release.queued(newId, new Trigger.Push(push.tag(), push.at()), image, now);
        return new Admission(
                enqueue(state, release, spec.supersede(), now), "'" + push.tag() + "' becomes release " + newId);
    }

    private static boolean isTheSame(Push push, OrderMark mark) {
        return push.tag().equals(mark.tag()) && push.digest().value().equals(mark.digest());
    }

    private static Admission sameAgain(ServiceState state, Push push, OrderMark mark) {
        if (!push.at().isAfter(mark.at())) {
            return new Admission(state, "this push was considered already");
        }
        var raised = new OrderMark(mark.policy(), push.at(), mark.tag(), mark.digest());
        return new Admission(state.change().considered(raised).done(), "the newest push considered, once more");
    }

    private static boolean isLower(String tag, String than) {
        var one = SemanticVersion.parse(tag);
        var other = SemanticVersion.parse(than);
        return one.isPresent() && other.isPresent() && one.get().compareTo(other.get()) < 0;
    }

    private static Optional<String> duplicateOf(ServiceState state, Image image) {
        Stream<String> inFlight = state.release().stream()
                .filter(release -> release.image().isSameAs(image))
                .map(release -> "release " + release.id() + " of the same digest is in flight");
        Stream<String> waiting = state.queue().stream()
                .filter(release -> release.image().isSameAs(image))
                .map(release -> "release " + release.id() + " of the same digest is waiting");
        Stream<String> live = state.live().stream()
                .filter(good -> good.image().isSameAs(image))
                .map(good -> "the same digest is live as release " + good.id());
        return Stream.of(inFlight, waiting, live).flatMap(one -> one).findFirst();
    }

    private static Admission keepForLater(ServiceState state, Push push, Instant now) {
        var change = state.change().heldPush(Optional.of(push));
        state.heldPush()
                .ifPresent(older -> change.outbox(change.outbox()
                        .skipping(new SkippedPush(
                                older, Reason.HELD, "a newer push came while the service was held", now))));
        return new Admission(change.done(), "kept until 'resume', because the service is held");
    }

    private static Admission skip(ServiceState state, Push push, Reason reason, String detail, Instant now) {
        var outbox = state.outbox().skipping(new SkippedPush(push, reason, detail, now));
        return new Admission(state.change().outbox(outbox).done(), "skipped as " + reason.slug() + ": " + detail);
    }

    /** Puts a release behind the queue; older pushes that wait give way as the service's supersede rule says. */
    static ServiceState enqueue(ServiceState state, Release release, Supersede rule, Instant now) {
        var waiting = new ArrayList<Release>();
        var gone = new ArrayList<Release>();
        for (Release other : state.queue()) {
            boolean givesWay = rule != Supersede.FINISH_ALL && !other.trigger().isOperators();
            (givesWay ? gone : waiting).add(other);
        }
        waiting.add(release);
        var ended = new ArrayList<Release>();
        String newer = "release " + release.id() + " of " + release.image() + " is newer";
        gone.forEach(other -> ended.add(unstarted(other, ReleaseState.Kind.SUPERSEDED, newer, now)));
        return queued(state, waiting, release, ended, now);
    }

    /** Puts a release before all that wait. */
    static ServiceState enqueueFirst(ServiceState state, Release release, Instant now) {
        var waiting = new ArrayList<Release>();
        waiting.add(release);
        waiting.addAll(state.queue());
        return queued(state, waiting, release, new ArrayList<>(), now);
    }

    /** The oldest push gives way if too many wait, the added one last of all; what an operator asked for never does. */
    private static ServiceState queued(
            ServiceState state, List<Release> waiting, Release added, List<Release> ended, Instant now) {
        Optional<Release> oldest = oldestPush(waiting, added);
        while (waiting.size() > ServiceState.QUEUE && oldest.isPresent()) {
            waiting.remove(oldest.get());
            String why = "more than " + ServiceState.QUEUE + " would wait; it made room for "
                    + (oldest.get().equals(added) ? "what operators asked for" : "release " + added.id());
            ended.add(unstarted(oldest.get(), ReleaseState.Kind.SUPERSEDED, why, now));
            oldest = oldestPush(waiting, added);
        }
        var change = state.change().queue(waiting);
        for (Release other : ended) {
            change.outbox(change.outbox().withEnded(other).announcing(announcement(other)));
        }
        return change.done();
    }

    private static Optional<Release> oldestPush(List<Release> waiting, Release added) {
        return waiting.stream()
                .filter(other -> !other.trigger().isOperators())
                .min(Comparator.comparing(other -> other.id().equals(added.id())));
    }

    private static Release unstarted(Release other, ReleaseState.Kind kind, String reason, Instant now) {
        var end = new ReleaseState.Ended(now, kind, Optional.empty(), ReleaseState.Production.UNCHANGED, reason);
        return other.to(end, now, reason);
    }

    static Outbox.Announcement announcement(Release release) {
        String reason =
                release.timeline().isEmpty() ? "" : release.timeline().getLast().what();
        return new Outbox.Announcement(
                release.id().value(), release.state().kind().text(), reason, Optional.empty(), Optional.empty());
    }

    /**
     * Takes the next release out of the queue, if one may go: none is in flight, the ended one is recorded, and the
     * service isn't held (an operator's rollback goes all the same). Otherwise the same object.
     */
    public static ServiceState startNext(ServiceState state, Instant now) {
        if (state.release().isPresent() || !state.outbox().ended().isEmpty()) {
            return state;
        }
        Optional<Release> next = state.queue().stream()
                .filter(release -> state.hold().isEmpty() || release.trigger().isOperators())
                .findFirst();
        if (next.isEmpty()) {
            return state;
        }
        var change = state.change()
                .queue(state.queue().stream()
                        .filter(release -> !release.id().equals(next.get().id()))
                        .toList());
        Optional<String> pointless = pointless(state, next.get());
        if (pointless.isPresent()) {
            var cancelled = unstarted(next.get(), ReleaseState.Kind.CANCELLED, pointless.get(), now);
            return change.outbox(change.outbox().withEnded(cancelled).announcing(announcement(cancelled)))
                    .done();
        }
        var first = new ReleaseState.Preparing(now, Optional.empty(), Optional.empty(), Optional.empty());
        var preparing = next.get().to(first, now, "its turn");
        // Its deployment brings the hooks back.
        return change.detachment(Optional.empty())
                .release(Optional.of(preparing))
                .outbox(change.outbox().projecting().announcing(announcement(preparing)))
                .done();
    }

    /** Judged again when it starts: what was true when it was queued may be so no more. */
    private static Optional<String> pointless(ServiceState state, Release release) {
        boolean isMeantAnyway = release.trigger().isOperators() || release.trigger() instanceof Trigger.TemplateChange;
        if (isMeantAnyway || release.image().digest().isEmpty()) {
            return Optional.empty();
        }
        if (state.isQuarantined(release.image().digest().get())) {
            return Optional.of("its digest was quarantined while it waited");
        }
        return state.live()
                .filter(good -> good.image().isSameAs(release.image()))
                .map(good -> "the same digest went live as release " + good.id() + " while it waited");
    }
}
