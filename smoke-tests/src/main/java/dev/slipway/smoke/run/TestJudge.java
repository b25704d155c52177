package dev.slipway.smoke.run;

import dev.slipway.smoke.judge.Assertion;
import dev.slipway.smoke.judge.Outcome;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.suite.SmokeTest;
import dev.slipway.smoke.suite.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what a test's attempts or iterations come to. Pure. */
record TestJudge(Suite suite, SmokeTest test) {
    TestReport notRun(Outcome outcome, String note, Optional<Reason> reason) {
        return report(new Sum(outcome, Optional.of(note), reason), List.of(), Optional.empty(), Optional.empty());
    }

    /** An outcome, and why it is not that of the attempts. */
    private record Sum(Outcome outcome, Optional<String> note, Optional<Reason> reason) {
        static Sum of(Outcome outcome) {
            return new Sum(outcome, Optional.empty(), Optional.empty());
        }

        /** A pass turned into a failure for {@code why}; anything else stays what it is. */
        Sum unless(Optional<String> why) {
            return outcome == Outcome.PASSED && why.isPresent() ? new Sum(Outcome.FAILED, why, reason) : this;
        }
    }

    TestReport attempted(List<AttemptReport> attempts) {
        AttemptReport last = attempts.getLast();
        Outcome outcome = last.outcome() == Outcome.PASSED
                ? Outcome.PASSED
                : attempts.stream().map(AttemptReport::outcome).reduce(Outcome.SKIPPED, Outcome::or);
        Optional<LatencyReport> latency = test.latency().isEmpty()
                ? Optional.empty()
                : Optional.of(latency(
                        last.answered().stream().map(StepReport::duration).toList()));
        Sum sum = Sum.of(outcome)
                .unless(latency.flatMap(TestJudge::slow))
                .unless(leftover(attempts))
                .unless(flake(attempts));
        return report(sum, attempts, Optional.empty(), latency);
    }

    TestReport repeated(Iterations iterations, boolean isCancelled) {
        RepeatReport repeat = iterations.report();
        LatencyReport latency = latency(iterations.answered());
        Sum sum = budget(repeat, isCancelled).unless(slow(latency)).unless(leftover(iterations.kept()));
        return report(sum, iterations.kept(), Optional.of(repeat), Optional.of(latency));
    }

    /** Iterations that could not begin could not be measured either: they spend the budget as errors do. */
    private Sum budget(RepeatReport repeat, boolean isCancelled) {
        if (repeat.isOverspent()) {
            return Sum.of(repeat.failed() > 0 ? Outcome.FAILED : Outcome.ERROR);
        }
        int missing = repeat.count() - repeat.ran();
        if (repeat.spent() + missing <= repeat.maxFailures()) {
            return Sum.of(Outcome.PASSED);
        }
        String note = (isCancelled ? "the run was cancelled" : "the run's deadline passed") + " after " + repeat.ran()
                + " of " + repeat.count() + " iterations";
        return new Sum(
                Outcome.ERROR, Optional.of(note), Optional.of(isCancelled ? Reason.INTERRUPTED : Reason.DEADLINE));
    }

    private LatencyReport latency(List<Duration> answered) {
        return Percentiles.of(answered).judged(test.latency());
    }

    private static Optional<String> slow(LatencyReport latency) {
        List<Assertion.Broken> broken = latency.broken();
        return broken.isEmpty()
                ? Optional.empty()
                : Optional.of(broken.stream()
                        .map(one -> one.subject() + ": expected " + one.expected() + ", actual " + one.actual())
                        .collect(Collectors.joining("; ")));
    }

    private Optional<String> leftover(List<AttemptReport> attempts) {
        boolean isLeft = attempts.stream()
                .flatMap(attempt -> attempt.cleanups().stream())
                .anyMatch(step -> step.outcome() != Outcome.PASSED);
        return test.strictCleanup() && isLeft
                ? Optional.of("a clean-up did not pass, and 'strictCleanup' makes that a failure")
                : Optional.empty();
    }

    private Optional<String> flake(List<AttemptReport> attempts) {
        return test.failsWhenFlaky() && attempts.size() > 1
                ? Optional.of("passed at attempt " + attempts.size() + " only, and 'failOnFlaky' makes that a failure")
                : Optional.empty();
    }

    private TestReport report(
            Sum sum, List<AttemptReport> attempts, Optional<RepeatReport> repeat, Optional<LatencyReport> latency) {
        List<String> tags = new ArrayList<>(suite.tags());
        test.tags().stream().filter(tag -> !tags.contains(tag)).forEach(tags::add);
        return new TestReport(
                suite.name(),
                test.name(),
                tags,
                test.advisory(),
                sum.outcome(),
                sum.note(),
                sum.reason(),
                attempts,
                test.retries() + 1,
                repeat,
                latency,
                test.at());
    }
}
