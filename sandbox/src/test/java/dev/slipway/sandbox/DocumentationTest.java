package dev.slipway.sandbox;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.model.AwsVariant;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/aws.md} lists the open questions as {@code --variant} takes them. */
class DocumentationTest {

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
