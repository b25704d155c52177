package dev.slipway.smoke.report;

import dev.slipway.smoke.judge.Assertion;
import dev.slipway.smoke.judge.Outcome;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.run.AttemptReport;
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
        String name = test.suite() + " › " + test.name();
        StringBuilder text = new StringBuilder();
        if (test.attempts().isEmpty()) {
            String reason = test.reason().map(one -> one.slug() + ": ").orElse("");
            return word(test) + " " + name + "  (" + reason + test.note().orElse("") + ")\n";
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
        test.attempts().forEach(attempt -> text.append(leftovers(name, attempt)));
        return text.toString();
    }

    /** The verdict and the counts, with the notes. */
    public static String summary(Report report) {
        List<TestReport> tests = report.tests();
        List<String> counts = new ArrayList<>();
        Stream.of(Outcome.PASSED, Outcome.FAILED, Outcome.ERROR, Outcome.SKIPPED)
                .forEach(outcome -> {
                    long count = tests.stream()
                            .filter(test -> test.outcome() == outcome)
                            .count();
                    if (count > 0) {
                        counts.add(count + " " + outcome.name().toLowerCase(Locale.ROOT));
                    }
                });
        long flaky = tests.stream().filter(TestReport::isFlaky).count();
        if (flaky > 0) {
            counts.add(flaky + " of them flaky");
        }
        StringBuilder text = new StringBuilder();
        report.notes().forEach(note -> text.append("note: ").append(note).append('\n'));
        return text.append(report.verdict())
                .append("  ")
                .append(counts.isEmpty() ? "no tests" : String.join(", ", counts))
                .append("  (")
                .append(report.url())
                .append(", ")
                .append(Durations.text(report.duration()))
                .append(", run ")
                .append(report.runId())
                .append(")\n")
                .toString();
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

    private static String failed(TestReport test, String name, AttemptReport attempt) {
        StepReport step = attempt.steps().getLast();
        String word = attempt.outcome().name() + (test.advisory() ? " (advisory)" : "");
        return word + " " + name + " › step " + step.number() + " "
                + step(step, ", attempt " + attempt.number() + "/" + test.attemptsAllowed());
    }

    private static String leftovers(String name, AttemptReport attempt) {
        StringBuilder text = new StringBuilder();
        attempt.cleanups().stream()
                .filter(step -> step.outcome() != Outcome.PASSED)
                .forEach(step -> text.append("WARNING ")
                        .append(name)
                        .append(" › cleanup-failed, this is left behind: ")
                        .append(step(step, "")));
        return text.toString();
    }

    private static String step(StepReport step, String attempt) {
        StringBuilder text = new StringBuilder()
                .append(step.method())
                .append(' ')
                .append(step.url())
                .append("  (");
        step.remote().ifPresent(remote -> text.append("via ").append(remote).append(", "));
        text.append(Durations.text(step.duration()));
        text.append(attempt);
        if (step.polls() > 1) {
            text.append(", sent ").append(step.polls()).append(" times");
        }
        if (step.reconnected()) {
            text.append(", reconnected");
        }
        step.response()
                .flatMap(StepReport.Response::traceId)
                .ifPresent(id -> text.append(", x-amzn-trace-id ").append(id));
        text.append(")\n");
        step.what()
                .ifPresent(what -> text.append("  ")
                        .append(step.at())
                        .append("   ")
                        .append(step.reason().map(Reason::slug).orElse(""))
                        .append(": ")
                        .append(what)
                        .append('\n'));
        step.broken().forEach(broken -> text.append(assertion(broken)));
        step.response().ifPresent(response -> text.append(response(response)));
        if (!step.curl().isEmpty()) {
            text.append("  reproduce: ").append(step.curl()).append('\n');
        }
        return text.toString();
    }

    private static String assertion(Assertion.Broken broken) {
        StringBuilder text = new StringBuilder()
                .append("  ")
                .append(broken.at())
                .append("   ")
                .append(broken.subject())
                .append("   ")
                .append(broken.what())
                .append("\n      expected  ")
                .append(broken.expected())
                .append("\n      actual    ")
                .append(broken.actual())
                .append('\n');
        broken.differences()
                .forEach(one -> text.append("      ").append(one.text()).append('\n'));
        if (broken.caret().isPresent() && !broken.notes().isEmpty()) {
            text.append(" ".repeat(16 + broken.caret().getAsInt()))
                    .append("^ ")
                    .append(broken.notes().getFirst())
                    .append('\n');
        } else {
            broken.notes().forEach(note -> text.append("      ").append(note).append('\n'));
        }
        return text.toString();
    }

    private static String response(StepReport.Response response) {
        String type = response.contentType().isEmpty() ? "no content type" : response.contentType();
        String head = "  response " + response.status() + " " + type + ", " + response.bodyBytes() + " bytes";
        String body = response.excerpt().strip().replaceAll("\\s*\\R\\s*", " ");
        return body.isEmpty() ? head + "\n" : head + ": " + body + "\n";
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
