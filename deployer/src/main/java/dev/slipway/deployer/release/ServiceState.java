package dev.slipway.deployer.release;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceName;
import java.time.Instant;
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
    public StateChange change() {
        return new StateChange(this);
    }
}
