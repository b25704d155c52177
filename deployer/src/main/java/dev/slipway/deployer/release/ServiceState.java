package dev.slipway.deployer.release;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything Slipway remembers of one service; the item STATE, the only truth.
 *
 * @param schema      the newest is {@value #SCHEMA}
 * @param version     counts the writes; 0 if never written
 * @param firstSight  when Slipway first saw the service; pushes from before start nothing
 * @param release     the one in flight
 * @param queue       those that wait, the next one first; at most {@value #QUEUE}, or what operators asked for alone
 * @param live        the production version as far as we know
 * @param tried       what {@code retry} would try again; empty once something went live after it
 * @param earlier     those that were live before, the newest first; at most {@value #EARLIER}
 * @param considered  per tag policy
 * @param recent      the pushes judged last, the oldest first; at most {@value #RECENT}
 * @param quarantine  digests that no event deploys, the oldest first; at most {@value #QUARANTINE}
 * @param heldPush    the newest push that came while held
 * @param commands    per parameter
 * @param lastAnswers the newest five, oldest first
 * @param detachment  that the service leaves, or has left; empty if it does not
 * @param template    as it was looked at last; empty if it never was
 */
public record ServiceState(
        int schema,
        long version,
        ServiceName service,
        Instant firstSight,
        Optional<Release> release,
        List<Release> queue,
        Optional<Good> live,
        Optional<Tried> tried,
        List<Good> earlier,
        List<OrderMark> considered,
        List<Considered> recent,
        List<Digest> quarantine,
        Optional<Hold> hold,
        Optional<Push> heldPush,
        List<CommandMark> commands,
        List<CommandAnswer> lastAnswers,
        Optional<Wake> wake,
        Outbox outbox,
        Optional<Detachment> detachment,
        Optional<TemplateSeen> template) {
    /**
     * 1 until administrators' commands came, whose triggers and effects an older version can't read; 2 until gates ran
     * commands, whose effects an older version can't read either.
     */
    public static final int SCHEMA = 3;

    public static final int QUEUE = 20;
    public static final int QUARANTINE = 200;
    static final int EARLIER = 10;
    static final int RECENT = 30;

    public ServiceState {
        queue = List.copyOf(queue);
        earlier = List.copyOf(earlier);
        considered = List.copyOf(considered);
        recent = List.copyOf(recent);
        quarantine = List.copyOf(quarantine);
        commands = List.copyOf(commands);
        lastAnswers = List.copyOf(lastAnswers);
    }

    /** What is remembered of a service that was never seen before. */
    public static ServiceState unseen(ServiceName service, Instant now) {
        return new ServiceState(
                SCHEMA,
                0,
                service,
                now,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Outbox.EMPTY,
                Optional.empty(),
                Optional.empty());
    }

    /** Whether events may not deploy this digest, as far as STATE knows: the oldest are kept in items of their own. */
    public boolean isQuarantined(Digest digest) {
        return quarantine.contains(digest) || outbox.overflow().contains(digest);
    }

    /** A release that was live, by id: the live one or an earlier one that is still remembered. */
    public Optional<Good> good(ReleaseId id) {
        return goods().filter(good -> good.id().equals(id)).findFirst();
    }

    /** All that were live and are remembered, the live one first, then the newest first. */
    public Stream<Good> goods() {
        return Stream.concat(live.stream(), earlier.stream());
    }

    /** The mark of this policy. */
    public Optional<OrderMark> mark(String policy) {
        return considered.stream().filter(mark -> mark.policy().equals(policy)).findFirst();
    }

    /** Whether a tag was judged for this digest after an instant; only {@link #remembersSince} tells if that is for sure. */
    public boolean hasJudged(String tag, Digest digest, Instant after) {
        return recent.stream()
                .anyMatch(one -> one.tag().equals(tag)
                        && one.digest().equals(digest.value())
                        && one.when().isAfter(after));
    }

    /** Whether every push judged after this instant is still among {@link #recent}. */
    public boolean remembersSince(Instant instant) {
        return recent.size() < RECENT || !recent.getFirst().when().isAfter(instant);
    }

    /** Starts a changed copy. */
    public Change change() {
        return new Change(this);
    }

    /** A copy in the making; the only place that names all components, so that changes read as what changes. */
    public static final class Change {
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

        private Change(ServiceState from) {
            this.from = from;
            version = from.version;
            firstSight = from.firstSight;
            release = from.release;
            queue = from.queue;
            live = from.live;
            tried = from.tried;
            earlier = from.earlier;
            considered = from.considered;
            recent = from.recent;
            quarantine = from.quarantine;
            hold = from.hold;
            heldPush = from.heldPush;
            commands = from.commands;
            lastAnswers = from.lastAnswers;
            wake = from.wake;
            outbox = from.outbox;
            detachment = from.detachment;
            template = from.template;
        }

        public Change version(long newVersion) {
            version = newVersion;
            return this;
        }

        public Change release(Optional<Release> newRelease) {
            release = newRelease;
            return this;
        }

        public Change queue(List<Release> newQueue) {
            queue = newQueue;
            return this;
        }

        /** Puts another in its place, and out of quarantine: a person brought it there, since no event could. */
        public Change live(Optional<Good> newLive) {
            live = newLive;
            tried = Optional.empty();
            Optional<Digest> digest = newLive.flatMap(good -> good.image().digest());
            quarantine = quarantine.stream()
                    .filter(other -> !digest.equals(Optional.of(other)))
                    .toList();
            return this;
        }

        /** What was live is so no more, nor is anything else; it stays among the earlier ones. */
        public Change nothingLive() {
            live.ifPresent(this::earlierToo);
            live = Optional.empty();
            return this;
        }

        public Change tried(Tried newTried) {
            tried = Optional.of(newTried);
            return this;
        }

        /** Puts one before the earlier live ones. */
        public Change earlierToo(Good good) {
            var all = new ArrayList<Good>();
            all.add(good);
            earlier.stream().filter(other -> !other.id().equals(good.id())).forEach(all::add);
            earlier = all.subList(0, Math.min(all.size(), EARLIER));
            return this;
        }

        /** Puts the mark in the place of its policy's. */
        public Change considered(OrderMark mark) {
            var marks = new ArrayList<>(considered);
            marks.removeIf(other -> other.policy().equals(mark.policy()));
            marks.add(mark);
            considered = marks;
            return this;
        }

        /** Notes that a push was judged; the oldest gives way if there are too many. */
        public Change judged(Push push, Instant now) {
            var all = new ArrayList<>(recent);
            all.removeIf(other -> other.isOf(push));
            all.add(new Considered(push.tag(), push.digest().value(), push.at(), now));
            recent = all.subList(Math.max(0, all.size() - RECENT), all.size());
            return this;
        }

        /** Adds a digest; if there are too many, the oldest goes into an item of its own. */
        public Change quarantining(Digest digest) {
            if (!quarantine.contains(digest)) {
                var all = new ArrayList<>(quarantine);
                all.add(digest);
                int over = Math.max(0, all.size() - QUARANTINE);
                quarantine = all.subList(over, all.size());
                outbox = outbox.keeping(digest).overflowing(all.subList(0, over));
            }
            return this;
        }

        /** Takes a digest out again, wherever it is kept. */
        public Change clearing(Digest digest) {
            if (!quarantine.contains(digest)) {
                outbox = outbox.lifting(digest);
            }
            quarantine =
                    quarantine.stream().filter(other -> !other.equals(digest)).toList();
            return this;
        }

        public Change detachment(Optional<Detachment> newDetachment) {
            detachment = newDetachment;
            return this;
        }

        public Change template(Optional<TemplateSeen> seen) {
            template = seen;
            return this;
        }

        public Change hold(Optional<Hold> newHold) {
            hold = newHold;
            return this;
        }

        public Change heldPush(Optional<Push> newHeldPush) {
            heldPush = newHeldPush;
            return this;
        }

        /** Puts the mark in the place of its parameter's. */
        public Change handled(CommandMark mark) {
            var marks = new ArrayList<>(commands);
            marks.removeIf(other -> other.parameter().equals(mark.parameter()));
            marks.add(mark);
            commands = marks;
            return this;
        }

        /** Adds an answer to the five last ones and to what is to be told. */
        public Change answering(CommandAnswer answer) {
            var all = new ArrayList<>(lastAnswers);
            all.add(answer);
            lastAnswers = all.subList(Math.max(0, all.size() - 5), all.size());
            outbox = outbox.answering(answer);
            return this;
        }

        public Change wake(Optional<Wake> newWake) {
            wake = newWake;
            return this;
        }

        public Change outbox(Outbox newOutbox) {
            outbox = newOutbox;
            return this;
        }

        /** What is to be told so far. */
        public Outbox outbox() {
            return outbox;
        }

        public ServiceState done() {
            return new ServiceState(
                    SCHEMA,
                    version,
                    from.service,
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
}
