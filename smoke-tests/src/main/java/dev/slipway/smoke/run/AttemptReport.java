package dev.slipway.smoke.run;

import dev.slipway.smoke.judge.Outcome;
import java.time.Duration;
import java.util.List;

/**
 * One attempt at a test.
 *
 * @param number from 1
 * @param steps up to the first that did not pass
 * @param cleanups in the order they ran; one that did not pass leaves something behind, and does not change the outcome
 */
public record AttemptReport(
        int number, Outcome outcome, Duration duration, List<StepReport> steps, List<StepReport> cleanups) {
    public AttemptReport {
        steps = List.copyOf(steps);
        cleanups = List.copyOf(cleanups);
    }

    /** The steps that got their answer and passed. */
    public List<StepReport> answered() {
        return steps.stream()
                .filter(step ->
                        step.outcome() == Outcome.PASSED && step.response().isPresent())
                .toList();
    }
}
