package dev.slipway.smoke.judge;

import static dev.slipway.smoke.testing.FakeNetwork.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.smoke.parse.Loaded;
import dev.slipway.smoke.parse.SuiteLoader;
import dev.slipway.smoke.parse.SuiteText;
import dev.slipway.smoke.run.StepReport;
import dev.slipway.smoke.testing.Runs;
import dev.slipway.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The official compliance cases of JMESPath, as go-jmespath 0.4.0 carries them (Apache License 2.0), each written as a suite
 * and run. What the library gets wrong is listed, so that nobody has to find out by a false verdict.
 */
class JmespathComplianceTest {
    private static final Path CASES = Path.of("src/test/resources/jmespath");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private int cases;

    @Test
    void holdsButForTheListedCases() throws IOException {
        List<String> misses = new ArrayList<>();

        try (Stream<Path> files = Files.list(CASES)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                for (JsonNode group : JSON.readTree(Files.readString(file))) {
                    misses.addAll(misses(file.getFileName().toString(), group));
                }
            }
        }

        assertThat(cases).isGreaterThan(700);
        Golden.matches("jmespath/misses.txt", String.join("", misses));
    }

    private List<String> misses(String file, JsonNode group) {
        List<String> misses = new ArrayList<>();
        for (JsonNode one : group.path("cases")) {
            if (one.has("bench")) {
                continue;
            }
            cases++;
            String expression = one.path("expression").asText();
            String got = got(expression, one.path("result"), group.path("given"));
            boolean holds = one.has("error")
                    ? !got.equals("holds")
                    : got.equals("holds") || (one.path("result").isNull() && got.equals("absent"));
            if (!holds) {
                String wanted = one.has("error")
                        ? "an error, " + one.path("error").asText()
                        : one.path("result").toString();
                misses.add(file + ": " + expression + "\n    expected " + wanted + "\n    got      " + got + "\n");
            }
        }
        return misses;
    }

    private static String got(String expression, JsonNode result, JsonNode given) {
        ObjectNode suite = JSON.createObjectNode().put("version", 1).put("suite", "case");
        ObjectNode test = suite.putArray("tests").addObject().put("name", "case");
        ObjectNode step = test.putArray("steps").addObject().put("get", "/");
        step.putObject("expect").putObject("json").putObject(expression).set("equals", result);
        return switch (SuiteLoader.load(List.of(new SuiteText("case.yaml", suite.toString())))) {
            case Loaded.Faulty faulty -> "fault: " + faulty.faults().getFirst().what();
            case Loaded.Suites loaded -> {
                Runs runs = new Runs();
                runs.network().replies(answer(200, given.toString()));
                StepReport report = runs.runLoaded(loaded.suites())
                        .tests()
                        .getFirst()
                        .attempts()
                        .getFirst()
                        .steps()
                        .getFirst();
                yield report.broken().isEmpty()
                        ? "holds"
                        : report.broken().getFirst().reason() == Reason.JSON_MISSING
                                ? "absent"
                                : report.broken().getFirst().actual();
            }
        };
    }
}
