package dev.slipway.smoke.judge;

import static dev.slipway.smoke.testing.FakeNetwork.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.smoke.parse.Loaded;
import dev.slipway.smoke.parse.SuiteFiles;
import dev.slipway.smoke.parse.SuiteLoader;
import dev.slipway.smoke.parse.SuiteText;
import dev.slipway.smoke.report.TextReport;
import dev.slipway.smoke.run.Report;
import dev.slipway.smoke.suite.PathPattern;
import dev.slipway.smoke.testing.Runs;
import dev.slipway.testkit.Golden;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is expected of an answer as a whole: its schema, its TLS, its body's size and hash. */
class PoliciesTest {
    private static final String SCHEMA = """
            {
              "type": "object",
              "required": ["id", "items"],
              "properties": {
                "id": {"type": "integer", "minimum": 1},
                "name": {"$ref": "#/$defs/name"},
                "items": {"type": "array", "items": {"type": "object", "properties": {"sku": {"type": "string"}}}}
              },
              "additionalProperties": false,
              "$defs": {"name": {"type": "string", "pattern": "^[a-z]+$"}}
            }
            """;
    private static final String ENDLESS = "{\"properties\":{\"a\":{\"pattern\":\"^a*a*a*a*a*a*c\"}}}";
    private static final String ALL = """
            {get: /doc, expect: {
              schema: schemas/doc.schema.json,
              json: {id: 7},
              tls: {expiresAfter: 60d, version: TLSv1.2},
              body: {sha256: 0000000000000000000000000000000000000000000000000000000000000000, maxBytes: 10, empty: true}}}
            """;
    private final Runs runs = new Runs();

    @Test
    void brokenAllAtOnceAreAllSaid() {
        runs.network()
                .replies(
                        answer(
                                200,
                                "{\"id\":0,\"name\":\"Ada\",\"items\":[{\"sku\":1},{\"sku\":\"a\"},{\"sku\":null}],\"more\":1}"));

        Golden.matches("reports/policies.txt", TextReport.of(run(ALL)));
    }

    @Test
    void holdingHold() {
        runs.network().replies(answer(200, "{\"id\":1,\"items\":[]}"));

        Report report = run("{get: /doc, expect: {schema: schemas/doc.schema.json, tls: {expiresAfter: 21d, version:"
                + " [TLSv1.2, TLSv1.3]}, body: {maxBytes: 19,"
                + " sha256: 6fc74cbb13c6ad78b2d5d6a9ed3a3c9a32dd11afb3b4a4d0e5e3fdbf7db06f1f}}}");

        assertThat(report.tests()
                        .getFirst()
                        .attempts()
                        .getFirst()
                        .steps()
                        .getFirst()
                        .broken())
                .extracting(Assertion.Broken::subject, Assertion.Broken::what)
                .containsExactly(tuple("body", "value-mismatch"));
    }

    @Test
    void ofABodyThatIsNotJsonAreNotJudged() {
        runs.network().replies(answer(200, "<html>"));

        Report report = run("{get: /doc, expect: {schema: schemas/doc.schema.json}}");

        assertThat(report.tests()
                        .getFirst()
                        .attempts()
                        .getFirst()
                        .steps()
                        .getFirst()
                        .reason())
                .contains(Reason.JSON_INVALID);
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aRegularExpressionThatDoesNotEndIsSaidToBeOne() {
        runs.network().replies(answer(200, "{\"a\":\"" + "a".repeat(300) + "b\"}"));

        Report report = run("{get: /doc, expect: {json: {a: {matches: '^a*a*a*a*a*a*c'}}}}");

        Assertion.Broken broken = report.tests()
                .getFirst()
                .attempts()
                .getFirst()
                .steps()
                .getFirst()
                .broken()
                .getFirst();
        assertThat(broken.what()).isEqualTo("wrong-type");
        assertThat(broken.actual()).startsWith("gave up after 20000000 looks at a character in string \"aaa");
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aRegularExpressionOfASchemaThatDoesNotEndIsSaidToBeOne() {
        runs.network().replies(answer(200, "{\"a\":\"" + "a".repeat(300) + "b\"}"));

        Report report = run("{get: /doc, expect: {schema: schemas/endless.schema.json}}");

        Assertion.Broken broken = report.tests()
                .getFirst()
                .attempts()
                .getFirst()
                .steps()
                .getFirst()
                .broken()
                .getFirst();
        assertThat(broken.reason()).isEqualTo(Reason.SCHEMA);
        assertThat(broken.actual()).isEqualTo("/^a*a*a*a*a*a*c/ gave up after 20000000 looks at a character");
    }

    @ParameterizedTest
    @CsvSource({
        "items[*].etag, items[3].etag, true",
        "items[*].etag, items[3].etag.x, true",
        "items[*].etag, items[3].etags, false",
        "items[*], items[12][0], true",
        "a.b, a.b[0], true",
        "a.b, a, false",
        "a[0], a[10], false",
        "\"a b\".c, a b.c, true",
    })
    void anIgnoredPathCoversWhatLiesBelowIt(String written, String path, boolean isCovered) {
        Optional<PathPattern> pattern = PathPattern.parse(written);

        assertThat(pattern.orElseThrow().covers(path)).isEqualTo(isCovered);
    }

    private Report run(String step) {
        SuiteText text = new SuiteText(
                "suites/doc.yaml",
                "version: 1\nsuite: doc\ntests:\n  - name: doc\n    steps:\n      - "
                        + step.strip().replace("\n", "\n        ") + "\n");
        Loaded loaded = SuiteLoader.load(
                List.of(text),
                SuiteFiles.of(Map.of("schemas/doc.schema.json", SCHEMA, "schemas/endless.schema.json", ENDLESS)));
        assertThat(loaded).as(loaded.toString()).isInstanceOf(Loaded.Suites.class);
        return runs.runLoaded(((Loaded.Suites) loaded).suites());
    }
}
