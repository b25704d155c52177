package dev.slipway.smoke.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.smoke.suite.Fault;
import dev.slipway.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every faulty file in {@code faults/} is refused with the words of the golden file beside it. */
class FaultsTest {
    private static final Path FAULTS = Path.of("src/test/resources/faults");

    private static final SuiteFiles SCHEMAS = SuiteFiles.of(Map.of(
            "not-json.json", "{\"type\": object}",
            "wrong.schema.json",
                    "{\"type\": \"objekt\", \"required\": \"id\", \"properties\": {\"id\": {\"minimum\": \"1\"}}}",
            "draft-07.schema.json", "{\"$schema\": \"http://json-schema.org/draft-07/schema#\"}",
            "leads-out.schema.json", "{\"properties\": {\"id\": {\"$ref\": \"https://example.com/id.json\"}}}"));

    @TestFactory
    Stream<DynamicTest> saysEverythingThatIsWrong() throws IOException {
        try (Stream<Path> files = Files.list(FAULTS)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
        }
    }

    private static void check(Path file) throws IOException {
        String name = file.getFileName().toString();

        Loaded loaded = SuiteLoader.load(List.of(new SuiteText(name, Files.readString(file))), SCHEMAS);

        assertThat(loaded).isInstanceOf(Loaded.Faulty.class);
        Golden.matches("faults/" + name.replace(".yaml", ".txt"), Fault.text(((Loaded.Faulty) loaded).faults()));
    }

    @Test
    void refusesASetForOneFaultyFileAndTwoSuitesOfOneName() {
        SuiteText right = new SuiteText("a.yaml", "version: 1\nsuite: a\ntests: [{name: one, steps: [{get: /}]}]\n");
        SuiteText same = new SuiteText("b.yaml", right.text());

        Loaded loaded = SuiteLoader.load(List.of(right, same, new SuiteText("c.yaml", "version: 2\n")));

        assertThat(((Loaded.Faulty) loaded).faults())
                .extracting(fault -> fault.at() + ": " + fault.what())
                .containsExactly(
                        "b.yaml:1:1: a suite is already called 'a' in a.yaml",
                        "c.yaml:1:1: a suite needs 'suite'",
                        "c.yaml:1:1: a suite needs 'tests'",
                        "c.yaml:1:10: 'version' must be 1, the only one there is, but got the number 2");
    }

    @Test
    void saysThatAFileIsNotThere() {
        Loaded loaded = SuiteLoader.read(List.of(Path.of("gone.yaml")));

        assertThat(((Loaded.Faulty) loaded).faults()).extracting(Fault::what).containsExactly("there is no such file");
    }

    @Test
    void saysWhatIsWrongWithTargets() {
        LoadedTargets loaded = TargetsLoader.load(new SuiteText("targets.yaml", """
                targets:
                  green: {url: "https://prod.example.com/app", conectTo: "x:1"}
                  blue: {url: "http://127.0.0.1:8080", connectTo: nowhere, baseline: green}
                  red: {allowWrites: maybe}
                """));

        assertThat(loaded).isInstanceOf(LoadedTargets.Faulty.class);
        Golden.matches("faults/targets.txt", Fault.text(((LoadedTargets.Faulty) loaded).faults()));
    }
}
