package dev.slipway.deployer.release;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ParameterView;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.release.Command.Written;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Decides what becomes of what operators wrote into the command parameters, the service's own and the one for all: each version at most once, in the order
 * written, the newest of a kind obeyed, the others overtaken. Pure.
 */
public final class Commander {
    /** How many versions one look answers, so that STATE stays small; the sweep sees that there are more. */
    static final int AT_ONCE = 5;

    private Commander() {}

    /**
     * Answers the versions newer than the last ones handled, at most {@value #AT_ONCE} of them. Of a parameter that was there
     * when the service was first seen, what it held then is only the baseline.
     *
     * @param history of one or more parameters, of each the oldest first
     * @param known   what {@link #wanted} and {@link #cleared} ask for, as far as there is any
     * @param ids     fresh release ids, for the releases that are started
     */
    public static ServiceState obey(
            ServiceState state,
            ServiceSpec spec,
            List<ParameterView> history,
            Known known,
            Supplier<ReleaseId> ids,
            Instant now) {
        List<Written> unread = unread(state, history);
        List<Written> first = unread.subList(0, Math.min(AT_ONCE, unread.size()));
        var next = handled(state, history, first);
        for (Written written : first) {
            next = one(next, spec, written, unread, known, ids, now);
        }
        return next;
    }

    /**
     * What was looked up for commands that name it.
     *
     * @param images      by tag or digest, those that ECR has
     * @param quarantined digests that are quarantined, but not in STATE any more
     */
    public record Known(SortedMap<String, Image> images, List<Digest> quarantined) {
        public Known {
            images = Collections.unmodifiableSortedMap(new TreeMap<>(images));
            quarantined = List.copyOf(quarantined);
        }
    }

    /** The beginnings of digests that unread commands take out of quarantine. */
    public static List<String> cleared(ServiceState state, List<ParameterView> history) {
        return unread(state, history).stream()
                .map(Written::command)
                .filter(Command.Clear.class::isInstance)
                .map(command -> Administration.beginning((Command.Clear) command))
                .filter(Administration::isLongEnough)
                .distinct()
                .toList();
    }

    /** The images, as tags or digests, that unread commands name and that have to be looked up before they are obeyed. */
    public static List<String> wanted(ServiceState state, List<ParameterView> history) {
        return unread(state, history).stream()
                .map(Written::command)
                .filter(Command.Deploy.class::isInstance)
                .map(command -> ((Command.Deploy) command).image())
                .distinct()
                .toList();
    }

    private static List<Written> unread(ServiceState state, List<ParameterView> history) {
        return history.stream()
                .filter(version -> isUnread(state, version))
                .sorted(Comparator.comparing(ParameterView::lastModified).thenComparingLong(ParameterView::version))
                .map(Written::of)
                .toList();
    }

    private static ServiceState handled(ServiceState state, List<ParameterView> history, List<Written> first) {
        var change = state.change();
        boolean isNews = !first.isEmpty();
        for (ParameterView version : history) {
            if (mark(state, version).isEmpty() && !isUnread(state, version)) {
                change.handled(markOf(version));
                isNews = true;
            }
        }
        first.forEach(written -> change.handled(markOf(written.version())));
        return isNews ? change.done() : state;
    }

    private static Optional<CommandMark> mark(ServiceState state, ParameterView version) {
        return state.commands().stream()
                .filter(one -> one.parameter().equals(version.name()))
                .findFirst();
    }

    private static boolean isUnread(ServiceState state, ParameterView version) {
        return mark(state, version)
                .map(mark -> isNewer(version, mark))
                .orElseGet(() -> version.lastModified().isAfter(state.firstSight()));
    }

    private static CommandMark markOf(ParameterView version) {
        return new CommandMark(version.name(), version.version(), version.lastModified());
    }

    private static boolean isNewer(ParameterView version, CommandMark mark) {
        // A deleted and made-again parameter starts at version 1 once more, but later.
        int byDate = version.lastModified().compareTo(mark.lastModified());
        return byDate > 0 || (byDate == 0 && version.version() > mark.version());
    }

    private static ServiceState one(
            ServiceState state,
            ServiceSpec spec,
            Written written,
            List<Written> all,
            Known known,
            Supplier<ReleaseId> ids,
            Instant now) {
        if (written.command() instanceof Command.None) {
            return state;
        }
        Optional<String> obstacle = obstacle(spec, written, all, now);
        if (obstacle.isPresent()) {
            return refuse(state, written, obstacle.get());
        }
        return switch (written.command()) {
            case Command.Hold hold -> hold(state, written, hold, now);
            case Command.Resume resume -> resume(state, spec, written, ids, now);
            case Command.Promote promote -> promote(state, written, promote);
            case Command.RollBack rollBack -> Returns.rollBack(state, spec, written, rollBack, ids, now);
            case Command.Retry retry -> Retries.asked(state, spec, written, ids, now);
            case Command.Deploy deploy -> Administration.deploy(state, spec, written, deploy, known.images(), ids, now);
            case Command.Clear clear -> Administration.clear(state, written, clear, known.quarantined());
            case Command.Detach detach -> Administration.detach(state, written, now);
            case Command.None none -> state;
            case Command.Unknown unknown -> refuse(state, written, unknown.why());
        };
    }

    /** Why it isn't obeyed, whatever the service is about. */
    private static Optional<String> obstacle(ServiceSpec spec, Written written, List<Written> all, Instant now) {
        Command command = written.command();
        if (command instanceof Command.Unknown unknown) {
            return Optional.of(unknown.why());
        }
        if (written.isForAll() && !command.group().equals("hold")) {
            return Optional.of("for all services at once there are 'hold' and 'resume' only");
        }
        if (written.version().lastModified().plus(spec.commandMaxAge()).isBefore(now)) {
            return Optional.of("it was written more than "
                    + spec.commandMaxAge().toMinutes() + " minutes ago; write it again if it is still meant");
        }
        boolean isOvertaken = all.subList(all.indexOf(written) + 1, all.size()).stream()
                .map(other -> other.command().group())
                .anyMatch(group -> !group.isEmpty() && group.equals(command.group()));
        return isOvertaken ? Optional.of("overtaken by a newer command") : Optional.empty();
    }

    private static ServiceState hold(ServiceState state, Written written, Command.Hold hold, Instant now) {
        String reason = hold.reason().isEmpty() ? "held by " + written.by() : hold.reason();
        var held = state.change()
                .hold(Optional.of(new Hold(reason, written.by(), now)))
                .done();
        return accept(
                held, written, "no new release starts until 'resume'; a release in flight goes on", Optional.empty());
    }

    private static ServiceState resume(
            ServiceState state, ServiceSpec spec, Written written, Supplier<ReleaseId> ids, Instant now) {
        if (state.hold().isEmpty()) {
            return written.isForAll()
                    ? accept(state, written, "the service was not held", Optional.empty())
                    : refuse(state, written, "the service is not held");
        }
        var free =
                state.change().hold(Optional.empty()).heldPush(Optional.empty()).done();
        if (state.heldPush().isEmpty()) {
            return accept(free, written, "releases start again", Optional.empty());
        }
        var push = state.heldPush().get();
        var release = Release.queued(
                ids.get(),
                new Trigger.Push(push.tag(), push.at()),
                Image.of(push.repository(), push.digest(), push.tag()),
                now);
        var queued = Intake.enqueue(free, release, spec.supersede(), now);
        return accept(
                queued,
                written,
                "releases start again, with '" + push.tag() + "', which was pushed meanwhile",
                Optional.of(release.id()));
    }

    private static ServiceState promote(ServiceState state, Written written, Command.Promote promote) {
        if (state.release().isEmpty()) {
            return refuse(state, written, "no release is in flight");
        }
        Release release = state.release().get();
        if (!(release.state() instanceof ReleaseState.AwaitingPromotion awaiting)) {
            return refuse(
                    state,
                    written,
                    "release " + release.id() + " is " + release.state().kind().text() + " and awaits no promotion");
        }
        Optional<String> mismatch = mismatch(release, awaiting, written, promote);
        if (mismatch.isPresent()) {
            return refuse(state, written, mismatch.get());
        }
        var wish = new Release.Wish.Promote(awaiting.visit().hookId(), written.by());
        var wished = state.change()
                .release(Optional.of(release.withWish(Optional.of(wish))))
                .done();
        return accept(
                wished,
                written,
                "release " + release.id() + " of " + release.image() + " is promoted",
                Optional.of(release.id()));
    }

    /** Why the promotion is not meant for what awaits one. */
    private static Optional<String> mismatch(
            Release release, ReleaseState.AwaitingPromotion awaiting, Written written, Command.Promote promote) {
        if (release.wish().orElse(null) instanceof Release.Wish.RollBack wish) {
            return Optional.of("release " + release.id() + " is being rolled back, as " + wish.by() + " asked");
        }
        if (promote.release().isPresent()) {
            String named = promote.release().get();
            return named.equals(release.id().value())
                    ? Optional.empty()
                    : Optional.of("release " + named + " awaits no promotion; 'promote " + release.id()
                            + "' would promote " + release.image());
        }
        return written.version().lastModified().isBefore(awaiting.since().minusSeconds(2))
                ? Optional.of("it was written before release " + release.id() + " awaited promotion; write 'promote "
                        + release.id() + "'")
                : Optional.empty();
    }

    static ServiceState accept(ServiceState state, Written written, String answer, Optional<ReleaseId> release) {
        return state.change()
                .answering(written.answered(
                        true, answer, release.map(ReleaseId::value).orElse("")))
                .done();
    }

    static ServiceState refuse(ServiceState state, Written written, String why) {
        return state.change().answering(written.answered(false, why, "")).done();
    }
}
