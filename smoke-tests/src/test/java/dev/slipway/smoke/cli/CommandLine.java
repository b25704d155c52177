package dev.slipway.smoke.cli;

import dev.slipway.smoke.run.Cancellation;
import dev.slipway.smoke.run.RunListener;
import dev.slipway.smoke.run.SmokeRunner;
import dev.slipway.smoke.testing.FakeNetwork;
import dev.slipway.smoke.testing.FakeTime;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The command as it is typed, on a fake clock and network, with one suite in a directory. */
final class CommandLine {
    private static final String SUITE = """
            version: 1
            suite: home
            secrets: [token]
            variables: {path: null}
            tests: [{name: up, tags: [critical], steps: [{get: "/${path}", headers: {X-Token: "${token}"}}]}]
            """;

    private final FakeTime time = new FakeTime();
    private final FakeNetwork network = new FakeNetwork(time);
    private final Cancellation cancellation = Cancellation.create();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Path suite;
    private Map<String, String> environment = Map.of("TOKEN", "s3cret-token");
    private Optional<Ticker> ticker = Optional.empty();

    private CommandLine(Path suite) {
        this.suite = suite;
    }

    /** In {@code dir}, which gets the suite {@code home.yaml}. */
    static CommandLine in(Path dir) {
        return new CommandLine(dir.resolve("home.yaml")).withSuite(SUITE);
    }

    /** Writes the suite anew. */
    CommandLine withSuite(String text) {
        try {
            Files.writeString(suite, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    /** With this environment instead. */
    CommandLine withEnvironment(Map<String, String> other) {
        environment = other;
        return this;
    }

    /** As a person sees it, who looks when the ticker says. */
    CommandLine watched(Ticker when) {
        ticker = Optional.of(when);
        return this;
    }

    /** Runs the suite against {@code http://127.0.0.1:8080} with all it needs, and {@code more}. */
    int run(String... more) {
        return execute(Stream.concat(
                        Stream.of(
                                "run",
                                suite.toString(),
                                "--target",
                                "http://127.0.0.1:8080",
                                "--secret-env",
                                "token=TOKEN",
                                "--var",
                                "path=up"),
                        Arrays.stream(more))
                .toArray(String[]::new));
    }

    /** Does what the words say; answers with the exit code. */
    int execute(String... words) {
        Surroundings surroundings = new Surroundings(
                () -> SmokeRunner.of(network, time, Thread.ofVirtual().factory(), "smoke-tests/1"),
                environment,
                () -> "run-1",
                () -> 42,
                cancellation,
                RunListener::none,
                "smoke-tests/1",
                new PrintWriter(out),
                new PrintWriter(err),
                ticker);
        return SmokeCommand.in(surroundings).execute(List.of(words));
    }

    String suite() {
        return suite.toString();
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    FakeNetwork network() {
        return network;
    }

    Cancellation cancellation() {
        return cancellation;
    }
}
