package dev.slipway.deployer.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.smoke.judge.Outcome;
import dev.slipway.smoke.run.AttemptReport;
import dev.slipway.smoke.run.Phases;
import dev.slipway.smoke.run.Report;
import dev.slipway.smoke.run.StepReport;
import dev.slipway.smoke.run.SuiteReport;
import dev.slipway.smoke.run.TestReport;
import dev.slipway.smoke.run.Verdict;
import dev.slipway.smoke.suite.SourceSpan;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class KeptReportTest {
    private static final SourceSpan AT = new SourceSpan("suites/s.yaml", 1, 1);

    @Test
    void putsTheFailuresFirstAndPassesWithoutDetail() {
        Report report = report(List.of(test("good", Outcome.PASSED, 1), test("bad", Outcome.FAILED, 1)));

        JsonNode kept = json(KeptReport.of(report, "not proven by the app"));

        assertThat(kept.path("tests").findValuesAsText("name")).containsExactly("bad", "good");
        assertThat(kept.at("/tests/0/attempts/0/steps/0/response/excerpt").asText())
                .isEqualTo("x".repeat(2048));
        assertThat(kept.at("/tests/1").has("attempts")).isFalse();
    }

    @Test
    void keepsTwentyBodies() {
        Report report = report(List.of(test("bad", Outcome.FAILED, 30)));

        JsonNode kept = json(KeptReport.of(report, "not proven by the app"));

        assertThat(kept.findValues("response")).hasSize(30);
        assertThat(kept.findValues("excerpt")).hasSize(KeptReport.MAX_BODIES);
    }

    @Test
    void fitsIntoTheJournalHoweverMuchFailed() {
        List<TestReport> tests = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            tests.add(test("bad " + i, Outcome.FAILED, 3));
        }

        String kept = KeptReport.of(report(tests), "not proven by the app");

        assertThat(kept.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(KeptReport.MAX_BYTES);
        assertThat(json(kept).path("counts").path("failed").asInt()).isEqualTo(3000);
        assertThat(json(kept).path("tests").size()
                        + json(kept).path("testsLeftOut").asInt())
                .isEqualTo(3000);
    }

    private static Report report(List<TestReport> tests) {
        return new Report(
                "run-1",
                "test",
                "http://127.0.0.1",
                "smoke-tests/1",
                "hash",
                Instant.EPOCH,
                Duration.ZERO,
                Verdict.FAIL,
                Optional.empty(),
                OptionalLong.empty(),
                List.of(new SuiteReport("s", "suites/s.yaml", "hash", Optional.empty(), tests)),
                List.of());
    }

    private static TestReport test(String name, Outcome outcome, int steps) {
        StepReport step = new StepReport(
                1,
                "GET",
                "http://127.0.0.1/",
                outcome,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(new StepReport.Response(
                        200, "text/plain", 4096, "x".repeat(2048), Optional.empty(), "HTTP/1.1")),
                Instant.EPOCH,
                Duration.ZERO,
                Phases.none(),
                Optional.empty(),
                1,
                Duration.ZERO,
                false,
                List.of(),
                List.of(),
                "curl",
                List.of(),
                AT);
        List<StepReport> all = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            all.add(step);
        }
        return new TestReport(
                "s",
                name,
                List.of(),
                false,
                outcome,
                Optional.empty(),
                Optional.empty(),
                List.of(new AttemptReport(1, outcome, Duration.ZERO, all, List.of())),
                1,
                Optional.empty(),
                Optional.empty(),
                AT);
    }

    private static JsonNode json(String text) {
        try {
            return JsonMapper.builder().build().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
