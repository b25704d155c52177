package dev.slipway.smoke.report;

import dev.slipway.smoke.judge.Outcome;
import dev.slipway.smoke.run.AttemptReport;
import dev.slipway.smoke.run.LatencyReport;
import dev.slipway.smoke.run.RepeatReport;
import dev.slipway.smoke.run.Report;
import dev.slipway.smoke.run.StepReport;
import dev.slipway.smoke.run.TestReport;
import dev.slipway.smoke.suite.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A report as text: one line for what passed; for the rest everything needed to see why. Lines that each end. */
public final class TextReport {
    private TextReport() {}

    /** The whole run. */
    public static String of(Report report) {
        StringBuilder text = new StringBuilder();
        report.tests().forEach(test -> text.append(of(test)));
        return text.append(summary(report)).toString();
    }

    /** One test. */
    public static String of(TestReport test) {
        String name = name(test);
        StringBuilder text = new StringBuilder();
        if (test.attempts().isEmpty()) {
            String reason = test.reason().map(one -> one.slug() + ": ").orElse("");
            return word(test) + " " + name + "  (" + reason
                    + Printable.line(test.note().orElse("")) + ")\n";
        }
        AttemptReport last = test.attempts().getLast();
        if (test.outcome() == Outcome.PASSED) {
            text.append(word(test))
                    .append(' ')
                    .append(name)
                    .append("  (")
                    .append(passed(test, last))
                    .append(")\n");
        }
        test.attempts().stream()
                .filter(attempt -> attempt.outcome() != Outcome.PASSED)
                .forEach(attempt -> text.append(failed(test, name, attempt)));
        if (test.outcome() != Outcome.PASSED) {
            test.note()
                    .ifPresent(note -> text.append(word(test))
                            .append(' ')
                            .append(name)
                            .append(": ")
                            .append(Printable.line(note))
                            .append('\n'));
        }
        test.repeat().ifPresent(repeat -> text.append(repeated(repeat)));
        test.latency().ifPresent(latency -> text.append(latency(latency)));
        test.attempts().forEach(attempt -> text.append(advice(attempt)).append(leftovers(name, attempt)));
        text.append(TranscriptText.of(test));
        return text.toString();
    }

    private static String repeated(RepeatReport repeat) {
        String odds = repeat.odds().isBlank() ? "" : "  what that proves: " + Printable.line(repeat.odds()) + "\n";
        return "  " + Explained.of(repeat) + "\n" + odds;
    }

    private static String latency(LatencyReport latency) {
        StringBuilder text = new StringBuilder();
        if (latency.samples() > 0) {
            text.append("  ").append(Explained.of(latency)).append('\n');
        }
        latency.broken().forEach(broken -> text.append(StepText.assertion(broken, "")));
        return text.toString();
    }

    /** What need not hold, and did not, in steps that passed. */
    private static String advice(AttemptReport attempt) {
        StringBuilder text = new StringBuilder();
        attempt.steps().stream()
                .filter(step -> step.outcome() == Outcome.PASSED)
                .forEach(step -> {
                    step.advisory().forEach(broken -> text.append(StepText.assertion(broken, "advisory ")));
                    step.notes()
                            .forEach(note -> text.append("  step ")
                                    .append(step.number())
                                    .append(": ")
                                    .append(Printable.line(note))
                                    .append('\n'));
                });
        return text.toString();
    }

    private static String name(TestReport test) {
        return Printable.line(test.suite() + " › " + test.name());
    }

    /** The verdict and the counts, with the notes. */
    public static String summary(Report report) {
        List<String> counts = counts(report.tests());
        StringBuilder text = new StringBuilder();
        report.suites()
                .forEach(suite -> suite.failure()
                        .ifPresent(why -> text.append("FAILED ")
                                .append(Printable.line(suite.name() + ": " + why))
                                .append('\n')));
        report.notes()
                .forEach(note ->
                        text.append("note: ").append(Printable.line(note)).append('\n'));
        return text.append(report.verdict())
                .append("  ")
                .append(counts.isEmpty() ? "no tests" : String.join(", ", counts))
                .append("  (")
                .append(report.url())
                .append(", ")
                .append(Durations.text(report.duration()))
                .append(", run ")
                .append(Printable.line(report.runId()))
                .append(report.seed().isPresent() ? ", seed " + report.seed().getAsLong() : "")
                .append(")\n")
                .toString();
    }

    /** {@code 3 passed}, {@code 1 failed}, …; what none is of is left out. */
    private static List<String> counts(List<TestReport> tests) {
        List<String> counts = new ArrayList<>();
        Stream.of(Outcome.PASSED, Outcome.FAILED, Outcome.ERROR, Outcome.SKIPPED)
                .forEach(outcome -> {
                    long count = tests.stream()
                            .filter(test -> test.outcome() == outcome && !Explained.isOnlyAdvice(test))
                            .count();
                    if (count > 0) {
                        counts.add(count + " " + outcome.name().toLowerCase(Locale.ROOT)
                                + (outcome == Outcome.PASSED ? flaky(tests) : ""));
                    }
                });
        long advice = tests.stream().filter(Explained::isOnlyAdvice).count();
        if (advice > 0) {
            counts.add(advice + " advisory failing");
        }
        return counts;
    }

    private static String flaky(List<TestReport> tests) {
        long flaky = tests.stream().filter(TestReport::isFlaky).count();
        return flaky == 0 ? "" : " (" + flaky + " flaky)";
    }

    private static String word(TestReport test) {
        String word = test.isFlaky() ? "FLAKY" : test.outcome().name();
        return test.advisory() ? word + " (advisory)" : word;
    }

    private static String passed(TestReport test, AttemptReport last) {
        int polls = last.steps().stream().mapToInt(step -> step.polls() - 1).sum();
        String attempts = test.isFlaky() ? "at attempt " + last.number() + "/" + test.attemptsAllowed() + ", " : "";
        String waited = polls > 0 ? ", polled " + polls + " times" : "";
        return attempts + count(last.steps().size(), "step") + ", " + Durations.text(last.duration()) + waited;
    }

    /** One attempt that did not pass, from the step that failed it. */
    static String attempt(TestReport test, AttemptReport attempt) {
        return failed(test, name(test), attempt);
    }

    private static String failed(TestReport test, String name, AttemptReport attempt) {
        StepReport step =
                Explained.culprit(attempt).orElseGet(() -> attempt.steps().getLast());
        String word = attempt.outcome().name() + (test.advisory() ? " (advisory)" : "");
        String number = test.repeat()
                .map(repeat -> ", iteration " + attempt.number() + "/" + repeat.count())
                .orElseGet(() -> ", attempt " + attempt.number() + "/" + test.attemptsAllowed());
        return word + " " + name + " › step " + step.number() + " " + StepText.of(step, number);
    }

    private static String leftovers(String name, AttemptReport attempt) {
        StringBuilder text = new StringBuilder();
        attempt.cleanups().stream()
                .filter(step -> step.outcome() != Outcome.PASSED)
                .forEach(step -> text.append("WARNING ")
                        .append(name)
                        .append(" › cleanup-failed, this is left behind: ")
                        .append(StepText.of(step, "")));
        return text.toString();
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
