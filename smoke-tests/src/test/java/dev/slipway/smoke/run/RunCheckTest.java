package dev.slipway.smoke.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.smoke.testing.Runs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What keeps a run from sending anything. */
class RunCheckTest {
    private static final String WITH_SECRET = """
            version: 1
            suite: documents
            secrets: [apiToken]
            tests:
              - name: read
                steps:
                  - get: /doc
                    query: {token: "${apiToken}"}
                    headers: {X-Key: "${apiToken}"}
                    expect: {json: {token: x}}
            """;

    private final Runs runs = new Runs();

    @Test
    void aWriteIsRefusedOnATargetThatDoesNotAllowIt() {
        Target production = Target.of("production", "https://prod.example.com", Optional.empty(), false);

        String refusal =
                runs.refusal("version: 1\nsuite: s\ntests:\n  - {name: one, steps: [{put: /x}]}\n", production);

        assertThat(refusal).isEqualTo("""
                1 fault in suites/todo.yaml; nothing was sent
                  suites/todo.yaml:4:25: 'put' may change something, and the target 'production' does not allow writes; allow them, select other tests by tag, or say 'safe: true' if it only reads
                """);
    }

    @Test
    void aTestTaggedWritesIsRefusedThereWhateverItSends() {
        Target production = Target.of("production", "https://prod.example.com", Optional.empty(), false);

        String refusal = runs.refusal(
                "version: 1\nsuite: s\ntests:\n  - {name: one, tags: [writes], steps: [{get: /reindex}]}\n",
                production);

        assertThat(refusal).isEqualTo("""
                1 fault in suites/todo.yaml; nothing was sent
                  suites/todo.yaml:4:5: the test is tagged 'writes', and the target 'production' does not allow writes
                """);
    }

    @Test
    void theReadingTestsOfAWritingSuiteMayBeSelected() {
        Target production = Target.of("production", "https://prod.example.com", Optional.empty(), false);
        runs.with(Options.of("run-1").withTags(List.of("critical")));

        String refusal = runs.refusal("""
                version: 1
                suite: s
                tests:
                  - {name: write, steps: [{put: /x}]}
                  - {name: read, tags: [critical], steps: [{get: /x}, {post: /search, safe: true}]}
                """, production);

        assertThat(refusal).startsWith("0 faults");
    }

    @Test
    void everyVariableHasToHaveAValue() {
        runs.with(Options.of("run-1").withVariables(Map.of("image.tga", "v2")));

        String refusal = runs.refusal("""
                version: 1
                suite: s
                variables: {region: , tag: "${image.tag}"}
                tests:
                  - {name: one, steps: [{get: "/${service}"}]}
                """, Runs.GREEN);

        assertThat(refusal).isEqualTo("""
                4 faults in 2 files; nothing was sent
                  variables:1:1: no suite declares the variable 'image.tga'; did you mean 'image.tag'?
                  suites/todo.yaml:3:20: the variable 'region' was not given a value, and the suite has none for it
                  suites/todo.yaml:3:28: '${image.tag}' was not given a value for this run
                  suites/todo.yaml:5:31: '${service}' was not given a value for this run
                """);
    }

    @Test
    void aSecretHasToBeLongEnoughToMask() {
        runs.with(Options.of("run-1").withSecrets(Map.of("apiToken", new Secret("12345"))));

        String refusal = runs.refusal(WITH_SECRET, Runs.GREEN);

        assertThat(refusal).isEqualTo("""
                1 fault in suites/todo.yaml; nothing was sent
                  suites/todo.yaml:3:11: the secret 'apiToken' has fewer than 6 characters; masking it would mask half of every report
                """);
    }
}
