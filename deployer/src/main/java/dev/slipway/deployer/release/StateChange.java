package dev.slipway.deployer.release;

import dev.slipway.deployer.model.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A {@link ServiceState} in the making; the only place that names all components, so that changes read as what changes. */
public final class StateChange {
    private final ServiceState from;
    private long version;
    private Instant firstSight;
    private Optional<Release> release;
    private List<Release> queue;
    private Optional<Good> live;
    private Optional<Tried> tried;
    private List<Good> earlier;
    private List<OrderMark> considered;
    private List<Considered> recent;
    private List<Digest> quarantine;
    private Optional<Hold> hold;
    private Optional<Push> heldPush;
    private List<CommandMark> commands;
    private List<CommandAnswer> lastAnswers;
    private Optional<Wake> wake;
    private Outbox outbox;
    private Optional<Detachment> detachment;
    private Optional<TemplateSeen> template;

    StateChange(ServiceState from) {
        this.from = from;
        version = from.version();
        firstSight = from.firstSight();
        release = from.release();
        queue = from.queue();
        live = from.live();
        tried = from.tried();
        earlier = from.earlier();
        considered = from.considered();
        recent = from.recent();
        quarantine = from.quarantine();
        hold = from.hold();
        heldPush = from.heldPush();
        commands = from.commands();
        lastAnswers = from.lastAnswers();
        wake = from.wake();
        outbox = from.outbox();
        detachment = from.detachment();
        template = from.template();
    }

    public StateChange version(long newVersion) {
        version = newVersion;
        return this;
    }

    public StateChange release(Optional<Release> newRelease) {
        release = newRelease;
        return this;
    }

    public StateChange queue(List<Release> newQueue) {
        queue = newQueue;
        return this;
    }

    /** Puts another in its place, and out of quarantine: a person brought it there, since no event could. */
    public StateChange live(Optional<Good> newLive) {
        live = newLive;
        tried = Optional.empty();
        Optional<Digest> digest = newLive.flatMap(good -> good.image().digest());
        quarantine = quarantine.stream()
                .filter(other -> !digest.equals(Optional.of(other)))
                .toList();
        return this;
    }

    /** What was live is so no more, nor is anything else; it stays among the earlier ones. */
    public StateChange nothingLive() {
        live.ifPresent(this::earlierToo);
        live = Optional.empty();
        return this;
    }

    public StateChange tried(Tried newTried) {
        tried = Optional.of(newTried);
        return this;
    }

    /** Puts one before the earlier live ones. */
    public StateChange earlierToo(Good good) {
        var all = new ArrayList<Good>();
        all.add(good);
        earlier.stream().filter(other -> !other.id().equals(good.id())).forEach(all::add);
        earlier = all.subList(0, Math.min(all.size(), ServiceState.EARLIER));
        return this;
    }

    /** Puts the mark in the place of its policy's. */
    public StateChange considered(OrderMark mark) {
        var marks = new ArrayList<>(considered);
        marks.removeIf(other -> other.policy().equals(mark.policy()));
        marks.add(mark);
        considered = marks;
        return this;
    }

    /** Notes that a push was judged; the oldest gives way if there are too many. */
    public StateChange judged(Push push, Instant now) {
        var all = new ArrayList<>(recent);
        all.removeIf(other -> other.isOf(push));
        all.add(new Considered(push.tag(), push.digest().value(), push.at(), now));
        recent = all.subList(Math.max(0, all.size() - ServiceState.RECENT), all.size());
        return this;
    }

    /** Adds a digest; if there are too many, the oldest goes into an item of its own. */
    public StateChange quarantining(Digest digest) {
        if (!quarantine.contains(digest)) {
            var all = new ArrayList<>(quarantine);
            all.add(digest);
            int over = Math.max(0, all.size() - ServiceState.QUARANTINE);
            quarantine = all.subList(over, all.size());
            outbox = outbox.keeping(digest).overflowing(all.subList(0, over));
        }
        return this;
    }

    /** Takes a digest out again, wherever it is kept. */
    public StateChange clearing(Digest digest) {
        if (!quarantine.contains(digest)) {
            outbox = outbox.lifting(digest);
        }
        quarantine = quarantine.stream().filter(other -> !other.equals(digest)).toList();
        return this;
    }

    public StateChange detachment(Optional<Detachment> newDetachment) {
        detachment = newDetachment;
        return this;
    }

    public StateChange template(Optional<TemplateSeen> seen) {
        template = seen;
        return this;
    }

    public StateChange hold(Optional<Hold> newHold) {
        hold = newHold;
        return this;
    }

    public StateChange heldPush(Optional<Push> newHeldPush) {
        heldPush = newHeldPush;
        return this;
    }

    /** Puts the mark in the place of its parameter's. */
    public StateChange handled(CommandMark mark) {
        var marks = new ArrayList<>(commands);
        marks.removeIf(other -> other.parameter().equals(mark.parameter()));
        marks.add(mark);
        commands = marks;
        return this;
    }

    /** Adds an answer to the five last ones and to what is to be told. */
    public StateChange answering(CommandAnswer answer) {
        var all = new ArrayList<>(lastAnswers);
        all.add(answer);
        lastAnswers = all.subList(Math.max(0, all.size() - 5), all.size());
        outbox = outbox.answering(answer);
        return this;
    }

    public StateChange wake(Optional<Wake> newWake) {
        wake = newWake;
        return this;
    }

    public StateChange outbox(Outbox newOutbox) {
        outbox = newOutbox;
        return this;
    }

    /** What is to be told so far. */
    public Outbox outbox() {
        return outbox;
    }

    public ServiceState done() {
        return new ServiceState(
                ServiceState.SCHEMA,
                version,
                from.service(),
                firstSight,
                release,
                queue,
                live,
                tried,
                earlier,
                considered,
                recent,
                quarantine,
                hold,
                heldPush,
                commands,
                lastAnswers,
                wake,
                outbox,
                detachment,
                template);
    }
}
