package dev.slipway.deployer.release;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is decided and still to be told: projections, announcements, answers. In STATE until it is done.
 *
 * @param project       whether the release in flight is to be projected
 * @param ended         releases whose last projection is not written yet
 * @param announcements one per transition
 * @param skipped       pushes that started nothing
 * @param answers       to commands, for the status parameter and their records
 * @param overflow      digests that there was no room for in STATE's quarantine any more; they go into items of their own
 * @param lifted        digests that are quarantined no more, wherever that was kept
 */
public record Outbox(
        boolean project,
        List<Release> ended,
        List<Announcement> announcements,
        List<SkippedPush> skipped,
        List<CommandAnswer> answers,
        List<Digest> overflow,
        List<Digest> lifted) {
    public static final Outbox EMPTY =
            new Outbox(false, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public Outbox {
        ended = List.copyOf(ended);
        announcements = List.copyOf(announcements);
        skipped = List.copyOf(skipped);
        answers = List.copyOf(answers);
        overflow = List.copyOf(overflow);
        lifted = List.copyOf(lifted);
    }

    public boolean isEmpty() {
        return equals(EMPTY);
    }

    Outbox projecting() {
        return new Outbox(true, ended, announcements, skipped, answers, overflow, lifted);
    }

    /** Tells of a release that was taken over as it was found. */
    public Outbox adopting(Release release) {
        return withEnded(release).announcing(Intake.announcement(release));
    }

    /** Tells of a release that begins with a deployment that was met. */
    public Outbox meeting(Release release) {
        return projecting().announcing(Intake.announcement(release));
    }

    /** Tells that a release moved, or why it does not. */
    Outbox announcing(Release release, Optional<ProblemCode> problem) {
        Announcement told = Intake.announcement(release);
        return announcing(new Announcement(told.release(), told.state(), told.reason(), told.remedy(), problem));
    }

    Outbox withEnded(Release release) {
        return new Outbox(project, and(ended, release), announcements, skipped, answers, overflow, lifted);
    }

    Outbox announcing(Announcement announcement) {
        return new Outbox(project, ended, and(announcements, announcement), skipped, answers, overflow, lifted);
    }

    Outbox skipping(SkippedPush push) {
        return new Outbox(project, ended, announcements, and(skipped, push), answers, overflow, lifted);
    }

    Outbox answering(CommandAnswer answer) {
        return new Outbox(project, ended, announcements, skipped, and(answers, answer), overflow, lifted);
    }

    /** Keeps these digests quarantined outside of STATE. */
    Outbox overflowing(List<Digest> digests) {
        var all = new ArrayList<>(overflow);
        all.addAll(digests);
        return new Outbox(project, ended, announcements, skipped, answers, all, lifted);
    }

    /** Quarantines a digest no more that is quarantined outside of STATE, if it is. */
    Outbox lifting(Digest digest) {
        List<Digest> others =
                overflow.stream().filter(one -> !one.equals(digest)).toList();
        return new Outbox(project, ended, announcements, skipped, answers, others, and(lifted, digest));
    }

    /** It proved bad again before its lifting was carried out; STATE has it. */
    Outbox keeping(Digest digest) {
        List<Digest> others = lifted.stream().filter(one -> !one.equals(digest)).toList();
        return new Outbox(project, ended, announcements, skipped, answers, overflow, others);
    }

    private static <T> List<T> and(List<T> list, T one) {
        var all = new ArrayList<>(list);
        all.add(one);
        return all;
    }

    /** Says with the announcement of a release what a person may write. */
    Outbox advising(Release release, String command) {
        String id = release.id().value();
        List<Announcement> advised = announcements.stream()
                .map(told -> told.release().equals(id)
                        ? new Announcement(id, told.state(), told.reason(), Optional.of(command), told.problem())
                        : told)
                .toList();
        return new Outbox(project, ended, advised, skipped, answers, overflow, lifted);
    }

    /**
     * A transition to tell the outside.
     *
     * @param remedy  the command that a person may write now; empty if none is asked for
     * @param problem why a person has to look; empty if nobody has to
     */
    public record Announcement(
            String release, String state, String reason, Optional<String> remedy, Optional<ProblemCode> problem) {}
}
