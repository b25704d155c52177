package dev.slipway.deployer.reconcile.port;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.GateSpec;
import dev.slipway.deployer.model.Verdict;
import dev.slipway.deployer.reconcile.port.GateCheck.GateOutcome;
import dev.slipway.deployer.reconcile.port.GateCheck.GateRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What every {@link GateCheck} keeps to. */
public abstract class GateCheckContract {
    private static final String PATH = "suites/shop.yaml";
    private static final String SUITE = """
            version: 1
            suite: shop
            tests:
              - name: answers
                steps: [{get: /healthz, expect: {status: 200}}]
            """;

    /** A check of an app that is as it should be, or of one that is not. */
    protected abstract GateCheck check(boolean isGood);

    /** Where the app answers, once {@link #check} was called. */
    protected abstract String url();

    @Test
    void passesWhatIsGood() {
        GateOutcome outcome = check(true).check(request(), () -> false);

        assertThat(outcome.verdict()).isEqualTo(Verdict.PASS);
        assertThat(isReport(outcome.report())).isTrue();
    }

    @Test
    void failsWhatIsNot() {
        GateOutcome outcome = check(false).check(request(), () -> false);

        assertThat(outcome.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(outcome.summary()).isNotBlank();
        assertThat(isReport(outcome.report())).isTrue();
    }

    @Test
    void isInconclusiveOnceItIsCancelled() {
        GateOutcome outcome = check(true).check(request(), () -> true);

        assertThat(outcome.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(isReport(outcome.report())).isTrue();
    }

    private static boolean isReport(String report) {
        try {
            return new JsonMapper().readTree(report).isObject()
                    && report.getBytes(StandardCharsets.UTF_8).length <= 256 * 1024;
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(report, e);
        }
    }

    private GateRequest request() {
        var target = new GateSpec.TargetSpec(url(), Optional.empty(), true);
        var gate = new GateSpec(
                GateKind.TEST, List.of(PATH), List.of(), target, Duration.ofMinutes(1), 0, Optional.empty());
        return new GateRequest(
                gate,
                new TreeMap<>(Map.of(PATH, SUITE)),
                new TreeMap<>(),
                new TreeMap<>(),
                Optional.empty(),
                Duration.ofMinutes(1));
    }
}
