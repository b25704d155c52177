package dev.slipway.sandbox;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.sandbox.model.AwsVariant;
import dev.slipway.sandbox.tasks.RunTasks;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What {@code docs/} says of the sandbox is so. */
class DocumentationTest {

    @Test
    void everyModelledActionIsListed() throws Exception {
        List<String> page = Files.readAllLines(Path.of("..", "docs", "sandbox.md"));
        try (Sandbox sandbox = Wiring.start(Settings.DEFAULT.withPort(0).withTasks(RunTasks.SIMULATED));
                InputStream health =
                        sandbox.endpoint().resolve("/_sandbox/health").toURL().openStream()) {

            JsonNode services = new ObjectMapper().readTree(health).path("services");

            assertThat(services).hasSize(10);
            services.properties().stream()
                    .map(service -> StreamSupport.stream(service.getValue().spliterator(), false)
                            .map(JsonNode::asText)
                            .collect(joining(", ", "| ", " |")))
                    .forEach(actions -> assertThat(page).anyMatch(line -> line.endsWith(actions)));
        }
    }

    @Test
    void everyOpenQuestionStandsThereWithItsAnswersTheUsualOneFirst() throws IOException {
        List<String> page = Files.readAllLines(Path.of("..", "docs", "aws.md"));

        List<String> listed = page.stream()
                .filter(line -> line.matches("\\| \\d+ \\|.*"))
                .map(line -> line.substring(line.lastIndexOf("| `")))
                .toList();

        assertThat(listed)
                .isEqualTo(Arrays.stream(AwsVariant.class.getRecordComponents())
                        .map(question -> "| `%s` | %s |".formatted(question.getName(), answers(question)))
                        .toList());
    }

    /** Who says so, and it has to be among the sources if it is a key. */
    @Test
    void everyOpenQuestionSaysWhyItIsOpenAndByWhatSource() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "aws.md"));
        String sources = page.substring(page.indexOf("## Sources"));

        List<String> reasons = page.lines()
                .filter(line -> line.matches("\\| \\d+ \\|.*"))
                .map(line -> line.split(" \\| ", -1)[2])
                .toList();

        assertThat(reasons)
                .hasSize(AwsVariant.class.getRecordComponents().length)
                .allMatch(reason -> reason.matches(".*(\\[[a-z0-9-]+]|SDK|no page).*"));
        assertThat(reasons.stream()
                        .flatMap(reason -> Pattern.compile("\\[([a-z0-9-]+)]")
                                .matcher(reason)
                                .results())
                        .map(key -> key.group(1)))
                .allSatisfy(key -> assertThat(sources).containsPattern("(?m)^\\| ([^|]*, )?" + key + "(, [^|]*)? \\|"));
    }

    private static String answers(RecordComponent question) {
        Object usual = usual(question);
        if (usual instanceof Duration) {
            return "**`0s`**, up to `5s`";
        }
        Stream<Object> all = usual instanceof Enum<?> one
                ? Arrays.stream(one.getDeclaringClass().getEnumConstants())
                : Stream.of(true, false);
        return "**`" + usual + "`**, "
                + all.filter(answer -> !answer.equals(usual))
                        .map(answer -> "`" + answer + "`")
                        .collect(joining(", "));
    }

    private static Object usual(RecordComponent question) {
        try {
            return question.getAccessor().invoke(AwsVariant.likeliest());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
