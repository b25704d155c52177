package dev.slipway.smoke.report;

import dev.slipway.smoke.judge.Outcome;
import dev.slipway.smoke.run.Report;
import dev.slipway.smoke.run.SuiteReport;
import dev.slipway.smoke.run.TestReport;
import dev.slipway.smoke.run.Verdict;
import dev.slipway.smoke.suite.Durations;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A report as one page for people: the verdict, what failed and why, then every test with its timings. It needs nothing
 * from elsewhere, runs no script, and follows the reader's choice of light or dark.
 */
public final class HtmlReport {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final List<Outcome> WORST_FIRST =
            List.of(Outcome.FAILED, Outcome.ERROR, Outcome.PASSED, Outcome.SKIPPED);

    private HtmlReport() {}

    /** The whole run. */
    public static String of(Report report) {
        Markup page = Markup.html();
        page.begin("html", "lang", "en").line().begin("head");
        page.line().empty("meta", "charset", "utf-8");
        page.line().empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.line()
                .empty(
                        "meta",
                        "http-equiv",
                        "Content-Security-Policy",
                        "content",
                        "default-src 'none'; style-src 'unsafe-inline'");
        page.line().element("title", report.verdict() + " – smoke tests of " + report.target());
        page.line().begin("style").trusted(style()).end().end().line();
        page.begin("body").begin("main").line();
        verdict(page, report);
        failures(page, report);
        everyTest(page, report);
        page.element("footer", "Slipway " + report.engine() + " · suites " + report.suitesHash());
        return page.end().end().end().line().toString();
    }

    private static void verdict(Markup page, Report report) {
        page.begin("header", "class", "card verdict " + report.verdict());
        page.element("h1", report.verdict() + " " + meaning(report));
        counts(page, report.tests());
        page.begin("dl");
        fact(page, "target", report.target() + "  " + report.url());
        fact(page, "when", WHEN.format(report.startedAt()) + ", took " + Durations.text(report.duration()));
        fact(page, "run", report.runId());
        report.baseline().ifPresent(baseline -> fact(page, "compared with", baseline));
        report.seed().ifPresent(seed -> fact(page, "order", "shuffled with seed " + seed));
        page.end();
        report.suites()
                .forEach(suite -> suite.failure()
                        .ifPresent(why -> page.element("p", suite.name() + ": " + why, "class", "note")));
        report.notes().forEach(note -> page.element("p", note, "class", "note"));
        page.end().line();
    }

    private static String meaning(Report report) {
        boolean isEmpty = report.tests().stream().allMatch(test -> test.outcome() == Outcome.SKIPPED);
        return switch (report.verdict()) {
            case PASS -> "– everything that counts passed";
            case INCONCLUSIVE -> "– nothing failed, but something could not be measured";
            case FAIL -> isEmpty ? "– nothing was tested" : "– the target misbehaved";
        };
    }

    private static void counts(Markup page, List<TestReport> tests) {
        page.begin("div", "class", "counts");
        for (Outcome outcome : WORST_FIRST) {
            count(page, count(tests, outcome), Explained.word(outcome));
        }
        count(page, tests.stream().filter(Explained::isOnlyAdvice).count(), "advisory failing");
        count(page, tests.stream().filter(TestReport::isFlaky).count(), "flaky");
        page.end();
        page.begin("div", "class", "share");
        for (Outcome outcome : WORST_FIRST) {
            long share = count(tests, outcome);
            if (share > 0) {
                String color = outcome == Outcome.PASSED
                        ? "pass"
                        : outcome == Outcome.FAILED ? "fail" : outcome == Outcome.ERROR ? "error" : "skip";
                page.empty("span", "style", "flex:" + share + ";background:var(--" + color + ")");
            }
        }
        page.end();
    }

    private static long count(List<TestReport> tests, Outcome outcome) {
        return tests.stream()
                .filter(test -> test.outcome() == outcome && !Explained.isOnlyAdvice(test))
                .count();
    }

    private static void count(Markup page, long number, String word) {
        if (number > 0) {
            page.begin("span", "class", word)
                    .element("b", String.valueOf(number))
                    .text(" " + word)
                    .end();
        }
    }

    private static void fact(Markup page, String name, String value) {
        page.element("dt", name).element("dd", value);
    }

    private static void failures(Markup page, Report report) {
        List<TestReport> told = new ArrayList<>(report.tests().stream()
                .filter(test -> test.outcome() == Outcome.FAILED || test.outcome() == Outcome.ERROR || test.isFlaky())
                .toList());
        if (told.isEmpty()) {
            return;
        }
        told.sort(Comparator.comparing(TestReport::isFlaky)
                .thenComparing(TestReport::advisory)
                .thenComparingInt(test -> WORST_FIRST.indexOf(test.outcome())));
        page.element("h2", report.verdict() == Verdict.PASS ? "What did not go well" : "Why")
                .line();
        told.forEach(test -> TestHtml.explain(page, test));
    }

    private static void everyTest(Markup page, Report report) {
        if (report.tests().isEmpty()) {
            return;
        }
        page.element("h2", "Every test, by time");
        legend(page);
        Timeline run = Timeline.of(report);
        for (SuiteReport suite : report.suites()) {
            page.begin("section", "class", "card");
            page.begin("div", "class", "head").element("h3", suite.name());
            page.element("span", suite.file(), "class", "soft mono").end();
            suite.tests().forEach(test -> TestHtml.row(page, test, run));
            page.end().line();
        }
    }

    private static void legend(Markup page) {
        page.begin("div", "class", "legend");
        Phase.ALL.forEach(phase -> page.begin("span")
                .empty("i", "class", phase.style())
                .text(phase.words())
                .end());
        page.begin("span").empty("i", "class", "wait").text("polled before").end();
        page.end();
    }

    private static String style() {
        try (InputStream css = Objects.requireNonNull(
                HtmlReport.class.getResourceAsStream("report.css"), "report.css is part of this jar")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .collect(Collectors.joining("\n", "\n", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException("report.css of this jar can't be read", e);
        }
    }
}
