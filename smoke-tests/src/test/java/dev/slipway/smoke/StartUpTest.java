package dev.slipway.smoke;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a start costs is mostly what it sets up, so this holds the command to setting up nothing that a passing run against
 * plain HTTP does not need. Times are for benchmarks; what is loaded is the same on every machine.
 */
class StartUpTest {
    /** What each is for, told by a class that nothing else loads. */
    private static final List<String> NOT_NEEDED = List.of(
            // A pattern switch is linked when it is first reached, at run time, by spinning a class.
            "$$TypeSwitch",
            // So are the methods that the compiler leaves a record to make for itself.
            "java.lang.runtime.ObjectMethods ",
            "sun.security.ssl.SSLContextImpl",
            "java.security.SecureRandom ",
            "io.burt.jmespath.jackson.JacksonRuntime ",
            "com.networknt.schema.Schema ",
            "ch.qos.logback",
            "java.util.logging.Logger ",
            "dev.slipway.smoke.report.HtmlReport ");

    private static final String SUITE = """
            version: 1
            suite: one
            tests:
              - name: asks
                steps:
                  - get: /
                    expect:
                      status: 200
                      headers: {Content-Type: {startsWith: application/json}}
                      json: {version: {type: string}, build.java: {exists: true}, done: false}
            """;

    @Test
    void setsUpNothingThatAPassingRunDoesNotNeed(@TempDir Path dir) throws IOException, InterruptedException {
        WireMockServer app = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
        app.start();
        app.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"version\":\"1\",\"build\":{\"java\":\"25\"},\"done\":false}")));
        Path suite = Files.writeString(dir.resolve("one.yaml"), SUITE);
        Path loaded = dir.resolve("loaded.txt");
        Path said = dir.resolve("said.txt");

        int code = command(loaded, said, "run", suite.toString(), "--target", "http://127.0.0.1:" + app.port());
        app.stop();

        assertThat(said).content(StandardCharsets.UTF_8).startsWith("PASSED one › asks");
        assertThat(code).isZero();
        try (Stream<String> lines = Files.lines(loaded)) {
            assertThat(lines)
                    .hasSizeGreaterThan(500)
                    .noneMatch(line -> NOT_NEEDED.stream().anyMatch(line::contains));
        }
    }

    private static int command(Path loaded, Path said, String... words) throws IOException, InterruptedException {
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + loaded,
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.slipway.smoke.Main");
        return new ProcessBuilder(Stream.concat(java.stream(), Stream.of(words)).toList())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
    }
}
