package dev.slipway.deployer.release;

import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.Verdict;
import java.time.Instant;
import java.util.Optional;

/**
 * One PAUSE hook that waits for our answer, and how far we are with it.
 *
 * @param number       counts the visits of this kind of gate, from 1: the steps of a canary are visited more than once
 * @param since        when we first saw it wait
 * @param expiresAt    when ECS rolls back by itself
 * @param attempt      number of the newest smoke run; 0 before the first
 * @param inconclusive how many runs ended INCONCLUSIVE
 * @param claim        the newest run's, while it has no verdict
 * @param verdict      sticky: once it is there no further run starts at this visit
 */
public record GateVisit(
        String hookId,
        GateKind gate,
        int number,
        Instant since,
        Optional<Instant> expiresAt,
        int attempt,
        int inconclusive,
        Optional<Claim> claim,
        Optional<Judgement> verdict) {

    /**
     * A visit that has only just begun.
     *
     * @param last the visit before, of whatever gate; empty if this is the release's first
     */
    public static GateVisit begun(
            String hookId, GateKind gate, Optional<GateVisit> last, Instant now, Optional<Instant> expiresAt) {
        int number = 1
                + last.filter(visit -> visit.gate() == gate)
                        .map(GateVisit::number)
                        .orElse(0);
        return new GateVisit(hookId, gate, number, now, expiresAt, 0, 0, Optional.empty(), Optional.empty());
    }

    /** Names the visit within its release. */
    public String key() {
        return number == 1 ? gate.key() : gate.key() + "-" + number;
    }

    /**
     * The name under which this visit's command is run: of ECS's letters, at most 64 of them. An inconclusive run is followed
     * by one of another name.
     */
    public String commandName(ReleaseId release) {
        return "slipway/" + release + "/" + key() + "/" + run();
    }

    /** Number of the newest run of this visit's command, from 1. */
    public int run() {
        return inconclusive + 1;
    }

    /** Without its claim: whoever had it shows no sign of life. */
    GateVisit abandoned() {
        return new GateVisit(hookId, gate, number, since, expiresAt, attempt, inconclusive, Optional.empty(), verdict);
    }

    GateVisit claimed(String token, Instant now) {
        return new GateVisit(
                hookId,
                gate,
                number,
                since,
                expiresAt,
                attempt + 1,
                inconclusive,
                Optional.of(new Claim(token, now)),
                verdict);
    }

    GateVisit judged(Verdict judgement, String summary, Instant now) {
        return new GateVisit(
                hookId,
                gate,
                number,
                since,
                expiresAt,
                attempt,
                inconclusive,
                Optional.empty(),
                Optional.of(new Judgement(judgement, summary, now)));
    }

    GateVisit inconclusiveRun() {
        return new GateVisit(
                hookId, gate, number, since, expiresAt, attempt, inconclusive + 1, Optional.empty(), Optional.empty());
    }

    /**
     * Who runs the smoke tests.
     *
     * @param token names the run; only its report counts
     */
    public record Claim(String token, Instant at) {}

    /**
     * What the gate was judged.
     *
     * @param summary one sentence
     */
    public record Judgement(Verdict verdict, String summary, Instant at) {
        public Judgement {
            summary = Sentence.atMost(Sentence.LONG, summary);
        }
    }
}
