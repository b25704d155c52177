package dev.slipway.smoke.report;

import dev.slipway.smoke.judge.Assertion;
import dev.slipway.smoke.judge.Outcome;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.run.AttemptReport;
import dev.slipway.smoke.run.LatencyReport;
import dev.slipway.smoke.run.StepReport;
import dev.slipway.smoke.run.TestReport;
import dev.slipway.smoke.suite.Durations;
import java.time.Duration;
import java.time.Instant;

/** One test on the page: as a card that explains what went wrong, and as a row with its steps to unfold. */
final class TestHtml {
    private TestHtml() {}

    /** Everything needed to see why it did not pass. */
    static void explain(Markup page, TestReport test) {
        page.begin("article", "class", "card").begin("div", "class", "head");
        badge(page, test);
        page.element("h3", test.suite() + " › " + test.name());
        if (test.advisory()) {
            page.element("span", "advisory: not part of the verdict", "class", "tag");
        }
        page.element("span", test.at().toString(), "class", "soft mono").end();
        test.note().ifPresent(note -> page.element("p", note, "class", "note"));
        test.repeat()
                .ifPresent(
                        repeat -> page.element("p", Explained.of(repeat)).element("p", repeat.odds(), "class", "soft"));
        test.latency().ifPresent(latency -> latency(page, latency));
        test.attempts().stream()
                .filter(attempt -> attempt.outcome() != Outcome.PASSED)
                .forEach(attempt -> attempt(page, test, attempt));
        page.end().line();
    }

    private static void latency(Markup page, LatencyReport latency) {
        if (latency.samples() > 0) {
            page.element("p", Explained.of(latency), "class", "soft");
        }
        latency.broken().forEach(broken -> assertion(page, broken, ""));
    }

    private static void attempt(Markup page, TestReport test, AttemptReport attempt) {
        Explained.culprit(attempt).ifPresent(step -> {
            page.begin("p", "class", "request");
            if (test.attemptsAllowed() > 1 || test.repeat().isPresent()) {
                page.text((test.repeat().isPresent() ? "iteration " : "attempt ") + attempt.number() + ", ");
            }
            page.text("step " + step.number() + " ")
                    .element("code", step.method() + " " + step.url())
                    .end();
            page.element("p", facts(step), "class", "soft");
            step.what()
                    .ifPresent(what -> page.begin("p")
                            .element("b", step.reason().map(Reason::slug).orElse(""))
                            .text(" – " + what)
                            .end());
            step.broken().forEach(broken -> assertion(page, broken, ""));
            step.advisory().forEach(broken -> assertion(page, broken, "advisory · "));
            step.notes().forEach(note -> page.element("p", note, "class", "soft"));
            step.response().ifPresent(response -> response(page, response));
            if (!step.curl().isEmpty()) {
                page.element("div", "to send it by hand", "class", "soft").element("pre", step.curl(), "class", "curl");
            }
        });
        attempt.cleanups().stream()
                .filter(step -> step.outcome() != Outcome.PASSED)
                .forEach(step -> page.element(
                        "p",
                        "left behind: " + step.method() + " " + step.url() + " – " + Explained.of(step),
                        "class",
                        "note"));
    }

    private static String facts(StepReport step) {
        StringBuilder facts = new StringBuilder();
        step.remote().ifPresent(remote -> facts.append("via ").append(remote).append(" · "));
        facts.append(Durations.text(step.duration()));
        if (step.polls() > 1) {
            facts.append(" · sent ").append(step.polls()).append(" times in ").append(Durations.text(step.waited()));
        }
        if (step.reconnected()) {
            facts.append(" · reconnected");
        }
        step.hops().forEach(hop -> facts.append(" · redirected to ").append(hop));
        step.response()
                .flatMap(StepReport.Response::traceId)
                .ifPresent(id -> facts.append(" · trace ").append(id));
        return facts.toString();
    }

    private static void assertion(Markup page, Assertion.Broken broken, String kind) {
        page.begin("table", "class", "diff").begin("tr").begin("th", "colspan", "2");
        page.text(kind + broken.subject() + " – " + broken.what());
        page.element("span", " " + broken.at(), "class", "soft mono").end().end();
        line(page, "expected", broken.expected(), "mono want");
        line(page, "actual", broken.actual(), "mono got");
        broken.differences()
                .forEach(one -> line(
                        page,
                        "at " + one.path(),
                        one.text().substring(one.path().length() + 2),
                        "mono"));
        broken.notes().forEach(note -> line(page, "", note, ""));
        page.end();
    }

    private static void line(Markup page, String name, String value, String style) {
        page.begin("tr")
                .element("td", name)
                .element("td", value, "class", style)
                .end();
    }

    private static void response(Markup page, StepReport.Response response) {
        String type = response.contentType().isEmpty() ? "no content type" : response.contentType();
        page.element(
                "div",
                "answered " + response.status() + ", " + type + ", " + response.bodyBytes() + " bytes, "
                        + response.protocol(),
                "class",
                "soft");
        if (!response.excerpt().isBlank()) {
            page.element("pre", response.excerpt());
        }
    }

    /** One line that unfolds to the steps. */
    static void row(Markup page, TestReport test, Timeline run) {
        boolean isTelling = test.outcome() == Outcome.FAILED || test.outcome() == Outcome.ERROR || test.isFlaky();
        page.begin("details", isTelling ? new Object[] {"class", "test", "open", ""} : new Object[] {"class", "test"});
        page.begin("summary").begin("span", "class", "row");
        badge(page, test);
        page.begin("span").text(test.name());
        test.tags().forEach(tag -> page.element("span", tag, "class", "tag"));
        if (test.advisory()) {
            page.element("span", "advisory", "class", "tag");
        }
        page.end();
        page.element("span", took(test), "class", "took").begin("span", "class", "bar");
        Timeline.of(test)
                .ifPresent(own ->
                        page.empty("i", "class", color(test.outcome()), "style", run.place(own.from(), own.length())));
        page.end().end().end();
        test.note().ifPresent(note -> page.element("p", note, "class", "steps soft"));
        test.repeat().ifPresent(repeat -> page.element("p", Explained.of(repeat), "class", "steps soft"));
        test.latency()
                .filter(latency -> latency.samples() > 0)
                .ifPresent(latency -> page.element("p", Explained.of(latency), "class", "steps soft"));
        test.attempts().forEach(attempt -> steps(page, test, attempt));
        page.end();
    }

    private static void steps(Markup page, TestReport test, AttemptReport attempt) {
        page.begin("div", "class", "steps");
        if (test.attempts().size() > 1) {
            String word = test.repeat().isPresent() ? "iteration " : "attempt ";
            page.element("div", word + attempt.number() + ", " + Explained.word(attempt.outcome()), "class", "soft");
        }
        Timeline line = Timeline.of(attempt).orElse(new Timeline(Instant.EPOCH, Duration.ZERO));
        attempt.steps().forEach(step -> step(page, step, "", line));
        attempt.cleanups().forEach(step -> step(page, step, "clean-up: ", line));
        page.end();
    }

    private static void step(Markup page, StepReport step, String kind, Timeline line) {
        page.begin("div", "class", "step");
        String word = step.response()
                .map(one -> String.valueOf(one.status()))
                .orElseGet(() -> step.reason().map(Reason::slug).orElse("–"));
        page.element("span", word, "class", Explained.word(step.outcome()));
        page.element("span", kind + step.method() + " " + step.url(), "class", "mono");
        page.element("span", step.polls() > 0 ? Durations.text(step.waited()) : "not sent", "class", "took");
        page.begin("span", "class", "bar", "title", title(step));
        Instant begin = Timeline.begin(step);
        if (begin.isBefore(step.sentAt())) {
            page.empty("i", "class", "wait", "style", line.place(begin, Duration.between(begin, step.sentAt())));
        }
        Instant at = step.sentAt();
        for (Phase phase : Phase.ALL) {
            Duration took = phase.of().apply(step.phases());
            if (took.isPositive()) {
                page.empty("i", "class", phase.style(), "style", line.place(at, took));
                at = at.plus(took);
            }
        }
        page.end().end();
    }

    private static String title(StepReport step) {
        StringBuilder title = new StringBuilder();
        for (Phase phase : Phase.ALL) {
            Duration took = phase.of().apply(step.phases());
            if (took.isPositive()) {
                title.append(phase.words())
                        .append(' ')
                        .append(Explained.millis(took))
                        .append(" ms\n");
            }
        }
        return title.append("in all ")
                .append(Explained.millis(step.duration()))
                .append(" ms")
                .toString();
    }

    private static String took(TestReport test) {
        return Timeline.of(test).map(line -> Durations.text(line.length())).orElse("");
    }

    private static void badge(Markup page, TestReport test) {
        String word = test.isFlaky() ? "flaky" : Explained.word(test.outcome());
        page.element("span", word, "class", "badge " + word);
    }

    private static String color(Outcome outcome) {
        return switch (outcome) {
            case PASSED, SKIPPED -> "ok";
            case FAILED -> "bad";
            case ERROR -> "unsure";
        };
    }
}
