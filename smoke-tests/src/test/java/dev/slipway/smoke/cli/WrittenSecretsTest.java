package dev.slipway.smoke.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.slipway.smoke.report.LogEvents;
import dev.slipway.smoke.run.Artefacts;
import dev.slipway.smoke.run.AttemptReport;
import dev.slipway.smoke.run.Cancellation;
import dev.slipway.smoke.run.RunListener;
import dev.slipway.smoke.run.SmokeRunner;
import dev.slipway.smoke.suite.SmokeTest;
import dev.slipway.smoke.testing.FakeNetwork;
import dev.slipway.smoke.testing.FakeTime;
import dev.slipway.testkit.SecretForms;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing the command writes holds a secret: not the terminal with its progress, not a file, not a log line. */
class WrittenSecretsTest {
    private static final String NASTY = "p&s <w'ö\"r\\d>/+% " + SecretForms.TAIL;

    @TempDir
    private Path dir = Path.of("");

    private final StringWriter terminal = new StringWriter();
    private final List<Consumer<Duration>> looks = new ArrayList<>();
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    @ParameterizedTest
    @ValueSource(strings = {NASTY, "{\"user\": \"a b\"} " + SecretForms.TAIL, "€€€€€€€😀/\\/\\'" + SecretForms.TAIL})
    void holdsNone(String secret) throws IOException {
        SecretForms forms = new SecretForms(secret);

        Map<String, String> written = written(forms, true);

        written.forEach((name, text) -> assertThat(forms.in(text)).as(name).isEmpty());
        assertThat(written).allSatisfy((name, text) -> assertThat(text).contains("***"));
    }

    /** The search would find them: the same value, given as a variable, is in all that is written. */
    @Test
    void holdsWhatIsNone() throws IOException {
        SecretForms forms = new SecretForms(NASTY);

        Map<String, String> written = written(forms, false);

        assertThat(written).containsOnlyKeys("terminal", "log", "r.json", "r.xml", "r.html");
        assertThat(written.get("terminal")).contains("of 8 tests", "reproduce: curl", "FAIL");
        assertThat(forms.in(String.valueOf(written.remove("log")))).contains("as it is");
        written.forEach((name, text) ->
                assertThat(forms.in(text)).as(name).containsAll(forms.written().keySet()));
    }

    /** Exceptions may quote anything; a bug is told by where it happened alone. */
    @Test
    void tellsABugWithoutItsWords() throws IOException {
        int code = SmokeCommand.in(surroundings(Map.of(), () -> {
                    throw new IllegalStateException("could not send " + NASTY, new IllegalArgumentException(NASTY));
                }))
                .execute(List.of("run", suite(false).toString(), "--target=http://127.0.0.1", "--var=token=x"));

        assertThat(code).isEqualTo(70);
        assertThat(terminal.toString())
                .startsWith("\r\u001b[Ksmoke: a bug of ours\n  by java.lang.IllegalStateException\n    at ")
                .contains("  by java.lang.IllegalArgumentException\n    at ")
                .doesNotContain("could not send", SecretForms.TAIL);
    }

    private Path suite(boolean isSecret) throws IOException {
        return Files.writeString(dir.resolve("secrets.yaml"), Artefacts.suite(isSecret));
    }

    private Map<String, String> written(SecretForms forms, boolean isSecret) throws IOException {
        FakeTime time = new FakeTime();
        FakeNetwork network = new FakeNetwork(time).replies(Artefacts.replies(forms));
        var ignored = SmokeCommand.in(surroundings(
                        Map.of("TOKEN", forms.secret()),
                        () -> SmokeRunner.of(network, time, Thread.ofVirtual().factory(), "smoke-tests/1")))
                .execute(List.of(
                        "run",
                        suite(isSecret).toString(),
                        "--target=https://prod.example.com",
                        "--allow-writes",
                        "--log-events",
                        "-v",
                        isSecret ? "--secret-env=token=TOKEN" : "--var=token=" + forms.secret(),
                        "--report=json=" + dir.resolve("r.json") + ",junit=" + dir.resolve("r.xml") + ",html="
                                + dir.resolve("r.html")));
        Map<String, String> written = new TreeMap<>();
        written.put("terminal", terminal.toString());
        written.put("log", Artefacts.logged(events));
        for (String file : List.of("r.json", "r.xml", "r.html")) {
            written.put(file, Files.readString(dir.resolve(file)));
        }
        return written;
    }

    /** Somebody watches: progress is written after every attempt. */
    private Surroundings surroundings(Map<String, String> environment, Supplier<SmokeRunner> runner) {
        LogEvents log = Artefacts.logging(events);
        RunListener looking = new RunListener() {
            @Override
            public void attempted(String suite, SmokeTest test, AttemptReport attempt) {
                log.attempted(suite, test, attempt);
                looks.forEach(look -> look.accept(Duration.ofSeconds(1)));
            }
        };
        PrintWriter printer = new PrintWriter(terminal);
        return new Surroundings(
                runner,
                environment,
                () -> "run-1",
                () -> 1,
                Cancellation.create(),
                () -> looking,
                "smoke-tests/1",
                printer,
                printer,
                Optional.of(look -> {
                    looks.add(look);
                    return () -> {};
                }));
    }
}
