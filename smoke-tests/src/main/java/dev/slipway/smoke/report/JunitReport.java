package dev.slipway.smoke.report;

import dev.slipway.smoke.judge.Outcome;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.run.AttemptReport;
import dev.slipway.smoke.run.LatencyReport;
import dev.slipway.smoke.run.Report;
import dev.slipway.smoke.run.SuiteReport;
import dev.slipway.smoke.run.TestReport;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A report as JUnit XML, as Surefire writes it: one {@code testsuite} for the target, one {@code testcase} a test with the
 * suite as its class. A test that passed after a failure has it as {@code flakyFailure}; the verdict is a property.
 *
 * @see <a href="https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report.xsd">Surefire's schema</a>
 */
public final class JunitReport {
    private JunitReport() {}

    /** The whole run. */
    public static String of(Report report) {
        List<TestReport> tests = report.tests();
        Markup xml = Markup.xml();
        xml.begin(
                "testsuite",
                "name",
                report.target(),
                "time",
                seconds(report.duration()),
                "tests",
                tests.size() + suiteFailures(report),
                "errors",
                count(tests, test -> !test.advisory() && test.outcome() == Outcome.ERROR),
                "skipped",
                count(tests, JunitReport::isSkipped),
                "failures",
                count(tests, test -> !test.advisory() && test.outcome() == Outcome.FAILED) + suiteFailures(report));
        properties(xml, report);
        for (SuiteReport suite : report.suites()) {
            suite.tests().forEach(test -> testcase(xml, test));
            suite.failure()
                    .ifPresent(why -> xml.line()
                            .begin(
                                    "testcase",
                                    "name",
                                    "(the suite as a whole)",
                                    "classname",
                                    suite.name(),
                                    "time",
                                    "0.000")
                            .element("failure", why, "message", why, "type", "suite")
                            .end());
        }
        return xml.line().end().line().toString();
    }

    private static void properties(Markup xml, Report report) {
        xml.line().begin("properties");
        property(xml, "verdict", report.verdict().name());
        property(xml, "runId", report.runId());
        property(xml, "target", report.target());
        property(xml, "url", report.url());
        property(xml, "engine", report.engine());
        property(xml, "suitesHash", report.suitesHash());
        property(xml, "startedAt", report.startedAt().toString());
        report.baseline().ifPresent(baseline -> property(xml, "baseline", baseline));
        report.seed().ifPresent(seed -> property(xml, "seed", String.valueOf(seed)));
        report.notes().forEach(note -> property(xml, "note", note));
        xml.line().end();
    }

    private static void property(Markup xml, String name, String value) {
        xml.line().empty("property", "name", name, "value", value);
    }

    private static void testcase(Markup xml, TestReport test) {
        Duration took = test.attempts().stream().map(AttemptReport::duration).reduce(Duration.ZERO, Duration::plus);
        xml.line().begin("testcase", "name", test.name(), "classname", test.suite(), "time", seconds(took));
        String all = TextReport.of(test);
        switch (test.outcome()) {
            case PASSED -> flaky(xml, test);
            case SKIPPED -> xml.empty("skipped", "message", test.note().orElse("skipped"));
            case FAILED, ERROR -> {
                if (test.advisory()) {
                    xml.element("skipped", all, "message", "advisory, did not pass: " + message(test));
                } else {
                    xml.element(element(test.outcome(), ""), all, "message", message(test), "type", type(test));
                }
            }
        }
        xml.element("system-out", facts(test)).end();
    }

    private static void flaky(Markup xml, TestReport test) {
        if (!test.isFlaky()) {
            return;
        }
        // The schema wants failures before errors, whatever their order in time.
        for (Outcome outcome : List.of(Outcome.FAILED, Outcome.ERROR)) {
            test.attempts().stream()
                    .filter(attempt -> attempt.outcome() == outcome)
                    .forEach(attempt -> xml.begin(
                                    element(outcome, "flaky"),
                                    "message",
                                    Explained.of(attempt),
                                    "type",
                                    Explained.reason(attempt))
                            .element("stackTrace", TextReport.attempt(test, attempt))
                            .end());
        }
    }

    /** {@code failure}, {@code flakyError}. */
    private static String element(Outcome outcome, String prefix) {
        String word = outcome == Outcome.ERROR ? "error" : "failure";
        return prefix.isEmpty() ? word : prefix + word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String message(TestReport test) {
        return test.note()
                .or(() -> last(test).map(Explained::of))
                .orElseGet(() -> test.outcome().name());
    }

    private static String type(TestReport test) {
        return test.reason()
                .map(Reason::slug)
                .or(() -> last(test).map(Explained::reason))
                .orElseGet(() -> test.repeat().isPresent() ? "repeat" : "test");
    }

    private static Optional<AttemptReport> last(TestReport test) {
        return test.attempts().stream()
                .filter(attempt -> attempt.outcome() != Outcome.PASSED)
                .reduce((first, second) -> second);
    }

    private static String facts(TestReport test) {
        StringBuilder facts =
                new StringBuilder().append("at ").append(test.at()).append('\n');
        if (test.repeat().isEmpty()) {
            facts.append("attempts ")
                    .append(test.attempts().size())
                    .append(" of ")
                    .append(test.attemptsAllowed())
                    .append('\n');
        }
        if (!test.tags().isEmpty()) {
            facts.append("tags ").append(String.join(", ", test.tags())).append('\n');
        }
        test.repeat().ifPresent(repeat -> facts.append(Explained.of(repeat)).append('\n'));
        test.latency()
                .filter(latency -> latency.samples() > 0)
                .ifPresent(latency -> facts.append(percentiles(latency)).append('\n'));
        return facts.toString();
    }

    private static String percentiles(LatencyReport latency) {
        return Explained.of(latency);
    }

    private static boolean isSkipped(TestReport test) {
        return test.outcome() == Outcome.SKIPPED || (test.advisory() && test.outcome() != Outcome.PASSED);
    }

    private static long count(List<TestReport> tests, Predicate<TestReport> which) {
        return tests.stream().filter(which).count();
    }

    private static long suiteFailures(Report report) {
        return report.suites().stream()
                .filter(suite -> suite.failure().isPresent())
                .count();
    }

    /** {@code 12.345}: without separators, which Surefire's own schema does not take. */
    private static String seconds(Duration duration) {
        return "%d.%03d".formatted(duration.toSeconds(), duration.toMillisPart());
    }
}
