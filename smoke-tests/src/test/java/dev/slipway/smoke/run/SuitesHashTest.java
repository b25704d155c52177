package dev.slipway.smoke.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.smoke.testing.Runs;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The hash by which two runs are known to have asked the same. */
class SuitesHashTest {
    private static final String SUITE = """
            version: 1
            suite: s
            secrets: [token]
            variables: {region: eu}
            tests: [{name: up, steps: [{get: /up, headers: {X-Key: "${token}"}}]}]
            """;

    @Test
    void isThatOfTheTestsWhateverTheRunTheGateAndTheSecret() {
        String one = hash(SUITE, "run-1", Map.of("gate", "test", "image.tag", "v1"), "s3cret-token");

        String other = hash(SUITE, "run-2", Map.of("gate", "production", "image.tag", "v1"), "another-token");

        assertThat(other).isEqualTo(one).matches("[0-9a-f]{64}");
    }

    @Test
    void isAnotherForAnotherSuite() {
        String one = hash(SUITE, "run-1", Map.of(), "s3cret-token");

        String other = hash(SUITE.replace("/up,", "/down,"), "run-1", Map.of(), "s3cret-token");

        assertThat(other).isNotEqualTo(one);
    }

    @Test
    void isAnotherForAnotherValueOfAVariable() {
        String one = hash(SUITE, "run-1", Map.of("region", "eu"), "s3cret-token");

        String other = hash(SUITE, "run-1", Map.of("region", "us"), "s3cret-token");

        assertThat(other).isNotEqualTo(one);
    }

    private static String hash(String suite, String runId, Map<String, String> variables, String secret) {
        Options options = Options.of(runId).withVariables(variables).withSecrets(Map.of("token", new Secret(secret)));
        return new Runs().with(options).runSuite(suite).suitesHash();
    }
}
