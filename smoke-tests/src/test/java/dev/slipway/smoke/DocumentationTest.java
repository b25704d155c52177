package dev.slipway.smoke;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.slipway.smoke.judge.Predicates;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.parse.Block;
import dev.slipway.smoke.parse.Loaded;
import dev.slipway.smoke.parse.LoadedTargets;
import dev.slipway.smoke.parse.SuiteFiles;
import dev.slipway.smoke.parse.SuiteLoader;
import dev.slipway.smoke.parse.SuiteText;
import dev.slipway.smoke.parse.TargetsLoader;
import dev.slipway.smoke.report.TextReport;
import dev.slipway.smoke.run.Cancellation;
import dev.slipway.smoke.run.Options;
import dev.slipway.smoke.run.Report;
import dev.slipway.smoke.run.RunListener;
import dev.slipway.smoke.run.Secret;
import dev.slipway.smoke.run.Target;
import dev.slipway.smoke.run.Verdict;
import dev.slipway.smoke.suite.GivenVariables;
import dev.slipway.smoke.suite.Method;
import dev.slipway.smoke.suite.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@code docs/smoke-tests.md} says what is so: its suites pass against an application that is as they expect it. */
class DocumentationTest {
    private static final Path PAGE = Path.of("..", "docs", "smoke-tests.md");
    private static final Pattern FILE = Pattern.compile("```yaml\n# (\\S+\\.yaml)\n(.*?)```", Pattern.DOTALL);
    private static final SuiteFiles FILES = SuiteFiles.of(Map.of(
            "files/note.txt", "a note",
            "schemas/document.schema.json", "{\"type\":\"object\",\"required\":[\"id\"]}"));

    /** Needs a certificate that is trusted; what it expects is tested where such certificates are made. */
    private static final Set<String> ONLY_LOADED = Set.of("suites/tls.yaml");

    private final WireMockServer app =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1").globalTemplating(true));

    @BeforeEach
    void start() {
        app.start();
        app.stubFor(any(urlPathEqualTo("/echo")).willReturn(json("{}")));
        app.stubFor(get(urlPathEqualTo("/"))
                .willReturn(aResponse().withHeader("Content-Type", "text/html").withBody("<h1>home</h1>")));
        app.stubFor(get(urlPathEqualTo("/moved"))
                .willReturn(aResponse().withStatus(302).withHeader("Location", "/echo")));
        app.stubFor(get(urlPathEqualTo("/empty")).willReturn(aResponse().withStatus(204)));
        app.stubFor(get(urlPathEqualTo("/now")).willReturn(now()));
        app.stubFor(get(urlPathEqualTo("/docs/d-1")).willReturn(document()));
        app.stubFor(get(urlPathEqualTo("/docs/d-2")).willReturn(json("{\"owner\":\"bob\"}")));
        String todo = "{\"id\":7,\"title\":\"smoke-run-1\"}";
        app.stubFor(post(urlPathEqualTo("/todos"))
                .willReturn(json(todo).withStatus(201).withHeader("Location", "/todos/7")));
        app.stubFor(get(urlPathEqualTo("/todos/7")).willReturn(json(todo)));
        app.stubFor(delete(urlPathEqualTo("/todos/7")).willReturn(aResponse().withStatus(204)));
        warmUp();
    }

    /** The first answers of a new WireMock take longer than an example should allow. */
    private void warmUp() {
        var suite = "{version: 1, suite: warm, tests: [{name: up, steps: [{get: /now, timeout: 30s}, {get: /now}]}]}";
        run(load("warm.yaml", suite));
    }

    @AfterEach
    void stop() {
        app.stop();
    }

    @TestFactory
    Stream<DynamicTest> itsSuitesPass() throws IOException {
        return files().entrySet().stream()
                .filter(file -> file.getKey().startsWith("suites/"))
                .map(file -> DynamicTest.dynamicTest(file.getKey(), () -> {
                    List<Suite> suites = load(file.getKey(), file.getValue());
                    if (!ONLY_LOADED.contains(file.getKey())) {
                        Report report = run(suites);

                        assertThat(report.verdict()).as(TextReport.of(report)).isEqualTo(Verdict.PASS);
                        assertThat(TextReport.of(report)).doesNotContain("WARNING", "FAILED", "FLAKY");
                    }
                }));
    }

    @Test
    void itsTargetsAreRight() throws IOException {
        var loaded = TargetsLoader.load(new SuiteText("targets.yaml", files().getOrDefault("targets.yaml", "")));

        assertThat(loaded).isInstanceOf(LoadedTargets.Targets.class);
    }

    @TestFactory
    Stream<DynamicTest> itExplainsEveryKeyAndShowsIt() throws IOException {
        String page = Files.readString(PAGE);
        String shown = String.join("\n", files().values());
        return Arrays.stream(Block.values())
                .map(block -> DynamicTest.dynamicTest(block.title(), () -> {
                    assertThat(block.keys()).allSatisfy(key -> assertThat(page).containsPattern("\\b" + key + "\\b"));
                    // Certificates are files of ours, and these three limits come with more iterations than a page
                    // should run.
                    assertThat(block.keys())
                            .filteredOn(key -> !Set.of("family", "caFile", "certFile", "keyFile", "p99")
                                    .contains(key))
                            .allSatisfy(key -> assertThat(shown).containsPattern("\\b" + key + ":"));
                }));
    }

    @Test
    void itNamesEveryPredicateReasonMethodAndGivenVariable() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(page).contains(Predicates.NAMES);
        assertThat(page)
                .contains(Arrays.stream(Reason.values()).map(Reason::slug).toList());
        assertThat(page)
                .contains(Arrays.stream(Method.values()).map(Method::key).toList());
        assertThat(page).contains(GivenVariables.NAMES);
    }

    /** What of JMESPath's official cases the library gets wrong is in a file that another test holds to the library. */
    @Test
    void itListsWhatTheQueryLanguageMisses() throws IOException {
        String page = Files.readString(PAGE);
        String misses = Files.readString(Path.of("src/test/resources/jmespath/misses.txt"));

        assertThat(page).contains("```\n" + misses + "```");
    }

    private static Map<String, String> files() throws IOException {
        return FILE.matcher(Files.readString(PAGE))
                .results()
                .collect(Collectors.toMap((MatchResult file) -> file.group(1), file -> file.group(2)));
    }

    private static List<Suite> load(String name, String text) {
        Loaded loaded = SuiteLoader.load(List.of(new SuiteText(name, text)), FILES);
        assertThat(loaded).isInstanceOf(Loaded.Suites.class);
        return ((Loaded.Suites) loaded).suites();
    }

    private Report run(List<Suite> suites) {
        String url = "http://127.0.0.1:" + app.port();
        Target blue = Target.of("blue", url, Optional.empty(), false);
        Target green = Target.of("green", url, Optional.empty(), true).withBaseline(blue);
        Options options = Options.of("run-1").withSecrets(Map.of("apiToken", new Secret("t0ken-of-ours")));
        boolean isSecret = suites.stream().anyMatch(suite -> !suite.secrets().isEmpty());
        return Wiring.runner()
                .run(
                        suites,
                        green,
                        isSecret ? options : Options.of("run-1"),
                        Cancellation.create(),
                        RunListener.none());
    }

    private static ResponseDefinitionBuilder document() {
        return json("{\"id\":\"d-1\",\"owner\":\"ada\",\"version\":3,\"deletedAt\":null,\"link\":\"https://example.com/d-1\","
                        + "\"tags\":[\"smoke\",\"doc\"],\"items\":[{\"sku\":\"A1\",\"qty\":1},{\"sku\":\"B2\",\"qty\":0},"
                        + "{\"sku\":\"C3\",\"qty\":2}]}")
                .withHeader("ETag", "\"1\"")
                .withHeader("Age", "3");
    }

    private static ResponseDefinitionBuilder now() {
        return json("{\"now\":\"{{now}}\",\"epochMillis\":{{now format='epoch'}} }")
                .withHeader("Date", "{{now timezone='GMT' format='EEE, dd MMM yyyy HH:mm:ss z'}}");
    }

    private static ResponseDefinitionBuilder json(String body) {
        return aResponse().withHeader("Content-Type", "application/json").withBody(body);
    }
}
