package dev.slipway.deployer.release;

import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.Verdict;
import java.time.Instant;
import java.util.Optional;

/**
 * One PAUSE hook that waits for our answer, and how far we are with it.
 *
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
        Instant since,
        Optional<Instant> expiresAt,
        int attempt,
        int inconclusive,
        Optional<Claim> claim,
        Optional<Judgement> verdict) {

    /** A visit that has only just begun. */
    public static GateVisit begun(String hookId, GateKind gate, Instant now, Optional<Instant> expiresAt) {
        return new GateVisit(hookId, gate, now, expiresAt, 0, 0, Optional.empty(), Optional.empty());
    }

    GateVisit claimed(String token, Instant now) {
        return new GateVisit(
                hookId, gate, since, expiresAt, attempt + 1, inconclusive, Optional.of(new Claim(token, now)), verdict);
    }

    GateVisit judged(Verdict judgement, String summary, Instant now) {
        return new GateVisit(
                hookId,
                gate,
                since,
                expiresAt,
                attempt,
                inconclusive,
                Optional.empty(),
                Optional.of(new Judgement(judgement, summary, now)));
    }

    GateVisit inconclusiveRun() {
        return new GateVisit(
                hookId, gate, since, expiresAt, attempt, inconclusive + 1, Optional.empty(), Optional.empty());
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
