package dev.slipway.smoke.report;

import dev.slipway.smoke.run.AttemptReport;
import dev.slipway.smoke.run.StepReport;
import dev.slipway.smoke.run.TestReport;
import dev.slipway.smoke.suite.Durations;

/** Requests and answers as text, where they were asked for: lines of what was sent with {@code >}, of what came with {@code <}. */
final class TranscriptText {
    private TranscriptText() {}

    /** Lines that each end; empty if nobody asked. */
    static String of(TestReport test) {
        StringBuilder text = new StringBuilder();
        for (AttemptReport attempt : test.attempts()) {
            String turn = test.attempts().size() == 1
                    ? ""
                    : (test.repeat().isPresent() ? "iteration " : "attempt ") + attempt.number() + ", ";
            attempt.steps().forEach(step -> text.append(of(step, turn + "step ")));
            attempt.cleanups().forEach(step -> text.append(of(step, turn + "clean-up ")));
        }
        return text.toString();
    }

    private static String of(StepReport step, String turn) {
        if (step.messages().isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("  " + turn + step.number() + "  (");
        step.remote().ifPresent(remote -> text.append("via ").append(remote).append(", "));
        text.append(Durations.text(step.duration())).append(")\n");
        step.messages().forEach(message -> append(text, message));
        return text.toString();
    }

    private static void append(StringBuilder text, StepReport.Message message) {
        String whole = message.head()
                + (message.body().isEmpty() ? "" : "\n\n" + message.body().stripTrailing());
        whole.lines()
                .forEach(line -> text.append(
                                ("  " + (message.isRequest() ? "> " : "< ") + Printable.line(line)).stripTrailing())
                        .append('\n'));
    }
}
