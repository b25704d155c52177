package dev.slipway.smoke.report;

import dev.slipway.smoke.judge.Assertion;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.run.StepReport;
import dev.slipway.smoke.suite.Durations;

/** One step as text: the request, all that did not hold, the answer, and how to send it by hand. */
final class StepText {
    private StepText() {}

    /** Lines that each end; {@code attempt} stands behind the time the request took. */
    static String of(StepReport step, String attempt) {
        StringBuilder text = new StringBuilder()
                .append(step.method())
                .append(' ')
                .append(Printable.line(step.url()))
                .append("  (");
        step.remote().ifPresent(remote -> text.append("via ").append(remote).append(", "));
        text.append(Durations.text(step.duration()));
        text.append(attempt);
        if (step.polls() > 1) {
            text.append(", sent ").append(step.polls()).append(" times in ").append(Durations.text(step.waited()));
        }
        if (step.reconnected()) {
            text.append(", reconnected");
        }
        step.response()
                .flatMap(StepReport.Response::traceId)
                .ifPresent(id -> text.append(", x-amzn-trace-id ").append(Printable.line(id)));
        return text.append(")\n").append(outcome(step)).toString();
    }

    /** What came of it, line by line, and how to send it again. */
    private static String outcome(StepReport step) {
        StringBuilder text = new StringBuilder();
        step.hops()
                .forEach(hop -> text.append("  redirected to ")
                        .append(Printable.line(hop))
                        .append('\n'));
        step.what()
                .ifPresent(what -> text.append("  ")
                        .append(step.at())
                        .append("   ")
                        .append(step.reason().map(Reason::slug).orElse(""))
                        .append(": ")
                        .append(Printable.line(what))
                        .append('\n'));
        step.broken().forEach(broken -> text.append(assertion(broken, "")));
        step.advisory().forEach(broken -> text.append(assertion(broken, "advisory ")));
        step.notes()
                .forEach(note ->
                        text.append("  note: ").append(Printable.line(note)).append('\n'));
        step.response().ifPresent(response -> text.append(response(response)));
        if (!step.curl().isEmpty()) {
            text.append("  reproduce: ").append(Printable.lines(step.curl())).append('\n');
        }
        return text.toString();
    }

    /** An expectation that did not hold. */
    static String assertion(Assertion.Broken broken, String kind) {
        StringBuilder text = new StringBuilder()
                .append("  ")
                .append(broken.at())
                .append("   ")
                .append(kind)
                .append(Printable.line(broken.subject()))
                .append("   ")
                .append(broken.what())
                .append("\n      expected  ")
                .append(Printable.line(broken.expected()))
                .append("\n      actual    ")
                .append(Printable.line(broken.actual()))
                .append('\n');
        broken.differences()
                .forEach(one ->
                        text.append("      ").append(Printable.line(one.text())).append('\n'));
        if (broken.caret().isPresent() && !broken.notes().isEmpty()) {
            text.append(" ".repeat(16 + broken.caret().getAsInt()))
                    .append("^ ")
                    .append(Printable.line(broken.notes().getFirst()))
                    .append('\n');
        } else {
            broken.notes()
                    .forEach(note ->
                            text.append("      ").append(Printable.line(note)).append('\n'));
        }
        return text.toString();
    }

    private static String response(StepReport.Response response) {
        String type = response.contentType().isEmpty() ? "no content type" : Printable.line(response.contentType());
        String protocol = response.protocol().equals("HTTP/1.1") ? "" : " " + Printable.line(response.protocol());
        String head =
                "  response " + response.status() + protocol + " " + type + ", " + response.bodyBytes() + " bytes";
        String body = Printable.line(response.excerpt().strip().replaceAll("\\s*\\R\\s*", " "));
        return body.isEmpty() ? head + "\n" : head + ": " + body + "\n";
    }
}
