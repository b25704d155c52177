package dev.slipway.deployer.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.GateSpec;
import dev.slipway.deployer.model.ServiceSpec.IdentitySpec;
import dev.slipway.deployer.model.Verdict;
import dev.slipway.deployer.reconcile.port.GateCheck.GateOutcome;
import dev.slipway.deployer.reconcile.port.GateCheck.GateRequest;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.system.SystemClock;
import dev.slipway.smoke.Wiring;
import dev.slipway.smoke.run.RunListener;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SmokeGateCheckTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final StubApp APP =
            new StubApp().with("/now", "{\"zone\": \"UTC\"}").with("/version", "{\"digest\": \"" + DIGEST + "\"}");
    private static final String TWO_TESTS = """
            version: 1
            suite: time
            tests:
              - name: tells the zone
                tags: [critical]
                steps: [{get: /now, expect: {status: 200, json: {zone: UTC}}}]
              - name: has a calendar
                steps: [{get: /calendar, expect: {status: 200}}]
            """;

    private final SmokeGateCheck check = new SmokeGateCheck(
            Wiring.runner(),
            RunListener.none(),
            reference -> {
                throw PortFailure.denied("ssm:GetParameter", "AccessDenied", "not for you: " + reference);
            },
            new SystemClock(Clock.systemUTC(), System::nanoTime));

    @AfterAll
    static void close() {
        APP.close();
    }

    @Test
    void passesWhatPasses() {
        GateRequest request = request(TWO_TESTS, List.of("critical"));

        GateOutcome outcome = check.check(request, () -> false);

        assertThat(outcome.verdict()).isEqualTo(Verdict.PASS);
        assertThat(outcome.summary()).isEqualTo("1 test passed");
        assertThat(json(outcome.report()).path("identity").asText()).isEqualTo("not proven by the app");
    }

    @Test
    void saysInOneSentenceWhatFailed() {
        GateRequest request = request(TWO_TESTS, List.of());

        GateOutcome outcome = check.check(request, () -> false);

        assertThat(outcome.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(outcome.summary())
                .isEqualTo("1 of 2 tests failed; first 'time / has a calendar': GET " + APP.url()
                        + "/calendar: status: expected 200, got 404");
        assertThat(json(outcome.report()).at("/tests/0/name").asText()).isEqualTo("has a calendar");
        assertThat(json(outcome.report()).path("counts").toString())
                .isEqualTo("{\"error\":0,\"failed\":1,\"flaky\":0,\"passed\":1,\"skipped\":0}");
    }

    @Test
    void failsWhereNothingRan() {
        GateRequest request = request(TWO_TESTS, List.of("nobody"));

        GateOutcome outcome = check.check(request, () -> false);

        assertThat(outcome.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(outcome.summary()).isEqualTo("no test ran");
    }

    @Test
    void neverPassesASuiteThatDoesNotLoad() {
        GateRequest request = request("version: 1\nsuite: time\n", List.of());

        GateOutcome outcome = check.check(request, () -> false);

        assertThat(outcome.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(outcome.summary()).startsWith("suites/time.yaml:").contains("'tests'");
        assertThat(outcome.faults()).containsExactly(outcome.summary());
    }

    @Test
    void neverPassesASuiteThatWasNotPinned() {
        GateRequest request = request(Map.of(), List.of(), Optional.empty(), Duration.ofSeconds(30));

        GateOutcome outcome = check.check(request, () -> false);

        assertThat(outcome.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(outcome.summary())
                .isEqualTo("the suite 'suites/time.yaml' is not among those pinned by the release");
    }

    @Test
    void isInconclusiveWithoutTheSecretItNeeds() {
        GateRequest request = request(TWO_TESTS.replace("tests:", "secrets: [apiToken]\ntests:"), List.of());

        GateOutcome outcome = check.check(request, () -> false);

        assertThat(outcome.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(outcome.summary()).isEqualTo("a secret could not be had: not for you: ssm:/token");
    }

    @Test
    void asksTheApplicationFirstWhoItIs() {
        GateRequest request = request(
                Map.of("suites/time.yaml", TWO_TESTS), List.of("critical"), identity("digest"), Duration.ofSeconds(30));

        GateOutcome outcome = check.check(request, () -> false);

        assertThat(outcome.verdict()).isEqualTo(Verdict.PASS);
        assertThat(json(outcome.report()).path("identity").asText()).isEqualTo("proven by the app");
    }

    @Test
    void holdsNothingAgainstAnImageIfAnotherOneAnswered() {
        GateRequest request = request(
                Map.of("suites/time.yaml", TWO_TESTS), List.of("critical"), identity("tag"), Duration.ofSeconds(12));

        GateOutcome outcome = check.check(request, () -> false);

        assertThat(outcome.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(outcome.summary()).startsWith("the target does not say that it runs this release's image: ");
    }

    @Test
    void endsSoonOnceItIsCancelled() {
        String hanging = "version: 1\nsuite: s\ntests: [{name: t, steps: [{get: /hangs, timeout: 30s}]}]\n";
        GateRequest request = request(hanging, List.of());

        GateOutcome outcome = check.check(request, APP::isHanging);

        assertThat(outcome.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(outcome.summary()).isEqualTo("the run was cancelled before it ended");
    }

    @Test
    void leavesTimeForCleanUps() {
        GateRequest request =
                request(Map.of("suites/time.yaml", TWO_TESTS), List.of(), Optional.empty(), Duration.ofSeconds(10));

        GateOutcome outcome = check.check(request, () -> false);

        assertThat(outcome.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(outcome.summary()).isEqualTo("no time was left to run in; clean-ups take 10 s of the gate's");
    }

    @Test
    void holdsAnswersAgainstThePinnedSchemaAndWhatProductionSays() {
        URI live = URI.create(APP.url());
        StubApp green = new StubApp().with("/now", "{\"zone\": \"CET\"}");
        GateRequest plain = request(
                Map.of(
                        "suites/time.yaml",
                        "version: 1\nsuite: time\ntests: [{name: same, steps: [{get: /now, expect: {schema:"
                                + " schemas/now.schema.json, sameAs: {target: baseline, required: true}}}]}]\n",
                        "schemas/now.schema.json",
                        "{\"required\": [\"zone\"]}"),
                List.of(),
                Optional.empty(),
                Duration.ofSeconds(30));
        GateRequest request = at(
                plain,
                new GateSpec.TargetSpec(
                        live.toString(),
                        Optional.of("127.0.0.1:" + URI.create(green.url()).getPort()),
                        false));

        GateOutcome outcome = check.check(request, () -> false);

        green.close();
        assertThat(outcome.summary())
                .endsWith("sameAs baseline: expected the baseline's answer, got 1 difference, first at zone");
    }

    private static GateRequest at(GateRequest request, GateSpec.TargetSpec target) {
        GateSpec gate = request.gate();
        return new GateRequest(
                new GateSpec(
                        gate.kind(),
                        gate.suites(),
                        gate.tags(),
                        target,
                        gate.smoke(),
                        gate.reruns(),
                        gate.approvalWithin()),
                request.suites(),
                request.variables(),
                request.secrets(),
                request.identity(),
                request.within());
    }

    private static GateRequest request(String suite, List<String> tags) {
        return request(Map.of("suites/time.yaml", suite), tags, Optional.empty(), Duration.ofSeconds(30));
    }

    private static GateRequest request(
            Map<String, String> suites, List<String> tags, Optional<IdentitySpec> identity, Duration within) {
        return new GateRequest(
                new GateSpec(
                        GateKind.TEST,
                        List.of("suites/time.yaml"),
                        tags,
                        new GateSpec.TargetSpec(APP.url(), Optional.empty(), false),
                        within,
                        0,
                        Optional.empty()),
                new TreeMap<>(suites),
                new TreeMap<>(Map.of("image.digest", DIGEST, "image.tag", "v2", "gate", "test", "run.id", "run-1")),
                new TreeMap<>(Map.of("apiToken", "ssm:/token")),
                identity,
                within);
    }

    /** The application tells its digest, not its tag. */
    private static Optional<IdentitySpec> identity(String known) {
        return Optional.of(new IdentitySpec("/version", "digest", "${image." + known + "}"));
    }

    private static JsonNode json(String text) {
        try {
            return JsonMapper.builder().build().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
