package dev.slipway.smoke.report;

import static dev.slipway.smoke.testing.FakeNetwork.answer;
import static dev.slipway.smoke.testing.FakeNetwork.none;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.run.Options;
import dev.slipway.smoke.run.Report;
import dev.slipway.smoke.testing.JsonSchemas;
import dev.slipway.smoke.testing.Runs;
import dev.slipway.testkit.Golden;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;

/** What JUnit's readers and browsers are given. */
class WrittenFormsTest {
    private static final Path SUREFIRE = Path.of("target", "junit-schema", "surefire-test-report.xsd");

    /** Everything that tends to break out of a document, or of a terminal. */
    private static final String NASTY =
            "<script>alert(1)</script>\\\"'><img src=x onerror=y>]]>&amp;\\u001b[31m\\u0000\\ud800\\u202e";

    private final Runs runs = new Runs();

    @Nested
    class OfAMixedRun {
        private final Report report = mixed();

        @Test
        void junitIsAsAgreed() {
            var written = JunitReport.of(report);

            Golden.matches("reports/mixed.junit.xml", written);
        }

        @Test
        void junitOfARepeatedTestIsAsAgreed() {
            var written = JunitReport.of(repeated());

            Golden.matches("reports/repeated.junit.xml", written);
        }

        @Test
        void junitIsValidBySurefiresSchema() throws SAXException {
            var surefire = surefire();

            assertThatCode(() -> surefire.validate(new StreamSource(new StringReader(JunitReport.of(report)))))
                    .doesNotThrowAnyException();
        }

        @Test
        void thePageIsAsAgreed() {
            var written = HtmlReport.of(report).replaceAll("(?s)<style>.*</style>", "<style></style>");

            Golden.matches("reports/mixed.html", written);
        }

        @Test
        void thePageTellsFailuresBeforeFlakyTestsBeforeTheRest() {
            var page = HtmlReport.of(report);

            assertThat(page.indexOf("todo-api › wrong"))
                    .isPositive()
                    .isLessThan(page.indexOf("todo-api › unreachable"));
            assertThat(page.indexOf("todo-api › unreachable")).isLessThan(page.indexOf("todo-api › flaky"));
            assertThat(page.indexOf("todo-api › flaky")).isLessThan(page.indexOf("Every test"));
        }

        @Test
        void jsonFitsItsPublishedSchemaAndHasNoKeyThatIsNotInIt() {
            var schema = JsonSchemas.published("report");

            assertThat(JsonSchemas.faults(closed(schema), JsonReport.of(report)))
                    .isEmpty();
            assertThat(JsonSchemas.faults(closed(schema), JsonReport.of(repeated())))
                    .isEmpty();
        }

        @Test
        void thePageNeedsNothingFromElsewhere() {
            var page = HtmlReport.of(report);

            assertThat(page)
                    .doesNotContainPattern("(?i)(src|href|srcset|action)=|url\\(|@import|<script|<link|<iframe");
        }
    }

    @Nested
    class OfAHostileServer {
        private final Report report = hostile();

        @Test
        void junitStaysValid() throws SAXException {
            var surefire = surefire();

            assertThatCode(() -> surefire.validate(new StreamSource(new StringReader(JunitReport.of(report)))))
                    .doesNotThrowAnyException();
        }

        @Test
        void thePageHasNoElementButOurs() {
            var elements = Pattern.compile("<([a-zA-Z!][a-zA-Z0-9!]*)")
                    .matcher(HtmlReport.of(report))
                    .results()
                    .map(MatchResult::group)
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(List.of(
                            "<!DOCTYPE",
                            "<article",
                            "<b",
                            "<body",
                            "<code",
                            "<dd",
                            "<details",
                            "<div",
                            "<dl",
                            "<dt",
                            "<footer",
                            "<h1",
                            "<h2",
                            "<h3",
                            "<head",
                            "<header",
                            "<html",
                            "<i",
                            "<main",
                            "<meta",
                            "<p",
                            "<pre",
                            "<section",
                            "<span",
                            "<style",
                            "<summary",
                            "<table",
                            "<td",
                            "<th",
                            "<title",
                            "<tr"))
                    .containsAll(elements);
        }

        @Test
        void noFormSteersATerminal() {
            var all = List.of(
                    TextReport.of(report),
                    JunitReport.of(report),
                    HtmlReport.of(report),
                    JsonReport.of(report).toPrettyString());

            assertThat(all).noneMatch(text -> text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\t'));
        }
    }

    private Report mixed() {
        runs.network()
                .replies(
                        answer(200, "{\"id\":1}"),
                        answer(200, "{\"id\":2,\"name\":\"b\"}"),
                        none(Reason.DNS, "no address for prod.example.com"),
                        answer(503, "{\"error\":\"starting\"}"),
                        answer(200, "{}").after(Duration.ofMillis(1500)),
                        answer(404, ""),
                        answer(404, ""),
                        answer(200, "{}"),
                        answer(500, "{}"));
        return runs.run("""
                - {name: right, tags: [critical], steps: [{get: /a, expect: {json: {id: 1}}}]}
                - {name: wrong, steps: [{get: /b, expect: {json: {id: 3, name: {in: [x, y]}}}}]}
                - {name: unreachable, steps: [{get: /c}]}
                - {name: flaky, retries: 1, steps: [{get: /d}]}
                - {name: late, steps: [{get: /e, poll: {every: 200ms, within: 5s}}]}
                - {name: advised, advisory: true, steps: [{get: /f}]}
                - {name: later, skip: under repair, steps: [{get: /g}]}
                """);
    }

    private static Report repeated() {
        Runs runs = new Runs();
        runs.network().replies(answer(500, ""), answer(200, "{}", "X-Amzn-Trace-Id: 1-67"));
        return runs.with(Options.of("run-2").withSeed(7)).runSuite("""
                version: 1
                suite: many
                maxFlaky: 0
                tests:
                  - name: often
                    repeat: {count: 20, maxFailures: 1}
                    latency: {p95: 10ms, max: 1m}
                    steps: [{get: /a}]
                  - {name: once, retries: 1, steps: [{post: /a, json: [1], capture: {b: {json: c}}}]}
                """);
    }

    /** The schema with every object closed: readers are to bear new keys, our own test is not. */
    private static JsonNode closed(JsonNode schema) {
        JsonNode closed = schema.deepCopy();
        closed.findParents("properties").forEach(one -> ((ObjectNode) one).put("additionalProperties", false));
        return closed;
    }

    private Report hostile() {
        runs.network()
                .replies(
                        answer(200, "{\"id\":\"" + NASTY + "\"}", "X-Amzn-Trace-Id: <b>1", "ETag: <i>\u001b[2J"),
                        answer(200, "<html><script>\u001b]0;owned\u0007</script>", "ETag: x"),
                        none(Reason.PROTOCOL, "the server sent '<script>\u0000\u001b[31m'"));
        return runs.run("""
                - name: "<script>\\"' ]]> &amp; name\\e[31m"
                  steps: [{get: /a, expect: {headers: {ETag: "x\\e[0m"}, json: {id: "<b>", "length(@)": 7}}}]
                - {name: two, retries: 1, steps: [{get: "/<b>", expect: {json: {id: 1}}}]}
                - {name: three, skip: "<script>", steps: [{get: /}]}
                """);
    }

    private static Validator surefire() throws SAXException {
        return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(SUREFIRE.toFile())
                .newValidator();
    }
}
