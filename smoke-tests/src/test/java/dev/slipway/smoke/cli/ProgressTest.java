package dev.slipway.smoke.cli;

import static dev.slipway.smoke.testing.FakeNetwork.answer;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is printed while a run goes on: lines for everyone, and for a person who watches how far it is. */
class ProgressTest {
    private final CommandLine command;

    ProgressTest(@TempDir Path dir) {
        this.command = CommandLine.in(dir);
    }

    @Test
    void isNothingButLinesWhenNobodyWatches() {
        command.run();

        assertThat(command.out() + command.err()).doesNotContain("\r", "\u001b");
    }

    @Test
    void showsAPersonHowFarItIsAndColoursWhatItPrints() {
        command.watched(look -> {
            look.accept(Duration.ofSeconds(3));
            return () -> look.accept(Duration.ofSeconds(4));
        });

        command.run();

        assertThat(command.err())
                .startsWith("\r\u001b[K  0 of 1 test, 3 s")
                .contains("\r\u001b[K  1 of 1 test, 4 s  home › up")
                .endsWith("\r\u001b[K");
        assertThat(command.out()).startsWith("\u001b[1;32mPASSED\u001b[0m home › up");
    }

    @Test
    void keepsColoursToItselfWhenToldTo() {
        command.watched(look -> () -> {}).withEnvironment(Map.of("TOKEN", "s3cret-token", "NO_COLOR", "1"));

        command.run();

        assertThat(command.out()).startsWith("PASSED home › up");
    }

    @Test
    void countsTheAttemptsOfATestThatIsRetried() {
        command.withSuite("version: 1\nsuite: s\ntests: [{name: t, retries: 2, steps: [{get: /}]}]\n");

        List<String> lines = lookingAtEachRequest();

        assertThat(lines)
                .containsExactly(
                        "  0 of 1 test, 1 s", "  0 of 1 test, 1 s  s › t", "  0 of 1 test, 1 s  s › t, attempt 2 of 3");
    }

    @Test
    void countsTheIterationsOfATestThatIsRepeated() {
        command.withSuite(
                "version: 1\nsuite: s\ntests: [{name: t, repeat: {count: 3, maxFailures: 2}, steps: [{get: /}]}]\n");

        List<String> lines = lookingAtEachRequest();

        assertThat(lines)
                .containsExactly(
                        "  0 of 1 test, 1 s",
                        "  0 of 1 test, 1 s  s › t, iteration 1 of 3",
                        "  0 of 1 test, 1 s  s › t, iteration 2 of 3");
    }

    @Test
    void shortensTheNameRatherThanTheCount() {
        command.withSuite("version: 1\nsuite: s\ntests: [{name: \"" + "long ".repeat(30)
                + "\", repeat: {count: 2, maxFailures: 1}, steps: [{get: /}]}]\n");

        List<String> lines = lookingAtEachRequest();

        assertThat(lines.getLast())
                .isEqualTo("  0 of 1 test, 1 s  s › long long long long long long long l…, iteration 1 of 2")
                .hasSize(79);
    }

    /** Every answer is a 500; the line that is written over, as it stands at each request. */
    private List<String> lookingAtEachRequest() {
        List<Consumer<Duration>> looks = new ArrayList<>();
        command.watched(look -> {
            looks.add(look);
            return () -> {};
        });
        command.network()
                .replies(answer(500, "").doing(() -> looks.forEach(look -> look.accept(Duration.ofSeconds(1)))));
        command.execute("run", command.suite(), "--target", "http://127.0.0.1:8080");
        return Arrays.stream(command.err().split("\r\u001b\\[K", -1))
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
