package dev.slipway.smoke.run;

import static dev.slipway.smoke.testing.FakeNetwork.answer;
import static dev.slipway.smoke.testing.FakeNetwork.none;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.smoke.judge.Assertion;
import dev.slipway.smoke.judge.Difference;
import dev.slipway.smoke.judge.Outcome;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.testing.FakeNetwork;
import dev.slipway.smoke.testing.Runs;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Does green answer like blue? */
class ComparedTest {
    private static final Target BLUE = Target.of("blue", "https://prod.example.com", Optional.empty(), false);
    private static final Target GREEN = Runs.GREEN.withBaseline(BLUE);
    private final Runs runs = new Runs();

    @Test
    void theSameAnswerHolds() {
        StepReport step = compared("", answer(200, "{\"a\":1,\"b\":[2]}"), answer(200, "{\"b\":[2.0],\"a\":1}"));

        assertThat(step.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(step.assertions()).extracting(Assertion::subject).contains("sameAs baseline");
        assertThat(step.advisory()).isEmpty();
    }

    @Test
    void aDifferenceIsAdvisoryAndNamesItsPlacesWithBothValues() {
        StepReport step = compared(
                "",
                answer(200, "{\"a\":1,\"items\":[{\"sku\":\"A\"}]}"),
                answer(201, "{\"items\":[{\"sku\":\"Z\"}],\"c\":3}"));

        assertThat(step.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(step.advisory().getFirst().differences())
                .extracting(Difference::text)
                .containsExactly(
                        "status: expected 200, actual 201",
                        "a: missing, expected integer 1",
                        "items[0].sku: expected string \"A\", actual string \"Z\"",
                        "c: unexpected, integer 3");
    }

    @Test
    void theTypeOfTheContentIsCompared() {
        StepReport step = compared(
                "", answer(200, "{}", "Content-Type: text/html"), answer(200, "{}", "Content-Type: text/plain"));

        assertThat(step.advisory().getFirst().differences())
                .extracting(Difference::text)
                .containsExactly("Content-Type: expected text/html, actual text/plain");
    }

    @Test
    void aRequiredDifferenceFails() {
        StepReport step = compared(", required: true", answer(200, "{\"a\":1}"), answer(200, "{\"a\":\"1\"}"));

        assertThat(step.reason()).contains(Reason.DIFFERS);
        assertThat(step.outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void whereTheBaselineDiffersFromItselfIsNoise() {
        runs.network()
                .replies(
                        answer(200, "{\"at\":1,\"x\":{\"a\":1},\"y\":1}"),
                        answer(200, "{\"at\":2,\"x\":{\"a\":1},\"y\":1}"),
                        answer(200, "{\"at\":3,\"x\":{\"a\":1},\"y\":1}"));

        StepReport step = step(", required: true");

        assertThat(step.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(step.notes()).containsExactly("not compared, since the baseline differs from itself there: at");
    }

    @Test
    void aNewListUnderAnUnsteadyOneIsNoise() {
        runs.network()
                .replies(
                        answer(200, "{\"items\":[{\"id\":1}]}"),
                        answer(200, "{\"items\":[{\"id\":1},{\"id\":2},{\"id\":3}]}"),
                        answer(200, "{\"items\":[{\"id\":1},{\"id\":2}]}"));

        StepReport step = step(", required: true");

        assertThat(step.outcome()).as(step.toString()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void ignoredPlacesAreLeftOutWithWhatLiesBelow() {
        StepReport step = compared(
                ", required: true, ignore: [generatedAt, 'items[*].etag', meta]",
                answer(200, "{\"generatedAt\":1,\"items\":[{\"etag\":\"a\"}],\"meta\":{\"x\":[1]}}"),
                answer(200, "{\"generatedAt\":2,\"items\":[{\"etag\":\"b\"}],\"meta\":{\"x\":[2]}}"));

        assertThat(step.outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void bodiesThatAreNotJsonAreComparedByteByByte() {
        StepReport step = compared(
                ", required: true",
                answer(200, "<p>a</p>", "Content-Type: text/html"),
                answer(200, "<p>b</p>", "Content-Type: text/html"));

        assertThat(step.broken().getFirst().differences())
                .extracting(Difference::path)
                .containsExactly("@");
    }

    @Test
    void withoutABaselineNothingIsComparedAndNothingFails() {
        StepReport step = runs.runOn(Runs.GREEN, test(", required: true"))
                .tests()
                .getFirst()
                .attempts()
                .getFirst()
                .steps()
                .getFirst();

        assertThat(step.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(step.notes()).containsExactly("not compared: the target 'green' has no baseline");
    }

    @Test
    void aBaselineThatDoesNotAnswerIsSaidAndHeldAgainstNobody() {
        StepReport step = compared(
                ", required: true",
                none(Reason.CONNECT_REFUSED, "connection refused by 10.0.3.7:443"),
                answer(200, "{}"));

        assertThat(step.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(step.notes())
                .containsExactly(
                        "not compared: the baseline 'blue' did not answer: connect-refused, connection refused by 10.0.3.7:443");
    }

    private StepReport compared(String more, FakeNetwork.Reply baseline, FakeNetwork.Reply candidate) {
        runs.network().replies(baseline, candidate, baseline);
        return step(more);
    }

    private StepReport step(String more) {
        return runs.runOn(GREEN, test(more))
                .tests()
                .getFirst()
                .attempts()
                .getFirst()
                .steps()
                .getFirst();
    }

    private static String test(String more) {
        return "- {name: same, steps: [{get: /doc, expect: {status: [200, 201], sameAs: {target: baseline" + more
                + "}}}]}";
    }
}
