package dev.slipway.deployer.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LibrarySuitesTest {
    private static final String GOOD = """
            version: 1
            suite: SUITE
            secrets: [apiToken]
            tests:
              - name: it answers
                steps:
                  - get: /now
                    headers: {Authorization: "Bearer ${apiToken}"}
                    expect: {status: 200}
            """;

    @Test
    void namesTheSecretsOfGoodSuitesAndTheFaultsOfOthers() {
        var suites = new TreeMap<>(Map.of(
                "suites/a.yaml", GOOD.replace("SUITE", "a"),
                "suites/b.yaml", GOOD.replace("SUITE", "b").replace("status:", "statos:")));

        var judged = new LibrarySuites().judge(suites, new TreeMap<>());

        assertThat(judged.secrets()).isEqualTo(Map.of("suites/a.yaml", List.of("apiToken")));
        assertThat(judged.faults()).containsOnlyKeys("suites/b.yaml");
        assertThat(judged.faults().get("suites/b.yaml"))
                .singleElement()
                .asString()
                .startsWith("suites/b.yaml:9:")
                .contains("'statos'")
                .contains("'status'");
    }

    @Test
    void findsTheSchemasThatSuitesNameInTheTree() {
        String suite = GOOD.replace("SUITE", "a").replace("status: 200", "schema: schemas/now.schema.json");
        var files = new TreeMap<>(Map.of("schemas/now.schema.json", "{\"type\": \"object\"}"));

        var judged = new LibrarySuites()
                .judge(
                        new TreeMap<>(Map.of(
                                "suites/a.yaml",
                                suite,
                                "suites/b.yaml",
                                suite.replace("now.s", "then.s").replace("suite: a", "suite: b"))),
                        files);

        assertThat(judged.faults()).containsOnlyKeys("suites/b.yaml");
        assertThat(judged.faults().get("suites/b.yaml"))
                .singleElement()
                .asString()
                .endsWith("there is no file 'schemas/then.schema.json'");
    }
}
