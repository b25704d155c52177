package dev.slipway.smoke;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.slipway.smoke.parse.Loaded;
import dev.slipway.smoke.parse.SuiteLoader;
import dev.slipway.smoke.report.TextReport;
import dev.slipway.smoke.run.Cancellation;
import dev.slipway.smoke.run.Options;
import dev.slipway.smoke.run.Report;
import dev.slipway.smoke.run.RunListener;
import dev.slipway.smoke.run.Target;
import dev.slipway.smoke.run.Verdict;
import dev.slipway.smoke.suite.Suite;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The suites in {@code examples/}, against an application that is as they expect it. */
class ExamplesTest {
    private final WireMockServer app =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1").globalTemplating(true));

    @BeforeEach
    void start() {
        app.start();
    }

    @AfterEach
    void stop() {
        app.stop();
    }

    @Test
    void theTodoSuitePassesWhenTheApplicationKeepsTodos() {
        todos();
        List<Suite> suites = load("todos");

        Report report = run(suites);

        assertThat(report.verdict()).as(TextReport.of(report)).isEqualTo(Verdict.PASS);
        assertThat(report.tests().getFirst().attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.steps()).hasSize(4);
            assertThat(attempt.cleanups()).hasSize(1);
        });
    }

    @Test
    void theTimeSuitePassesWhenTheClockIsRight() {
        app.stubFor(get(urlPathEqualTo("/now"))
                .willReturn(json(
                        "{\"now\":\"" + Instant.now() + "\",\"epochMillis\":" + System.currentTimeMillis() + "}")));
        app.stubFor(get(urlPathEqualTo("/doc"))
                .willReturn(json("{\"tags\":[1,2,3],\"items\":[{\"sku\":\"A1\",\"qty\":1},{\"sku\":\"B2\",\"qty\":0},"
                                + "{\"sku\":\"C3\",\"qty\":2}],\"owner\":{\"deletedAt\":null}}")
                        .withHeader("Cache-Control", "max-age=60")));
        List<Suite> suites = load("time");

        Report report = run(suites);

        assertThat(report.verdict()).as(TextReport.of(report)).isEqualTo(Verdict.PASS);
    }

    private void todos() {
        String todo = "{\"id\":7,\"title\":\"smoke-run-1\",\"done\":false,\"tags\":[\"smoke\"]}";
        app.stubFor(post(urlPathEqualTo("/todos"))
                .willReturn(json(todo).withStatus(201).withHeader("Location", "/todos/7")));
        app.stubFor(get(urlPathEqualTo("/todos/7"))
                .inScenario("todo")
                .whenScenarioStateIs(STARTED)
                .willReturn(json(todo)));
        app.stubFor(delete(urlPathEqualTo("/todos/7"))
                .inScenario("todo")
                .whenScenarioStateIs(STARTED)
                .willSetStateTo("deleted")
                .willReturn(aResponse().withStatus(204)));
    }

    private static ResponseDefinitionBuilder json(String body) {
        return aResponse().withHeader("Content-Type", "application/json").withBody(body);
    }

    private static List<Suite> load(String name) {
        Loaded loaded = SuiteLoader.read(List.of(Path.of("examples", "suites", name + ".yaml")));
        assertThat(loaded).isInstanceOf(Loaded.Suites.class);
        return ((Loaded.Suites) loaded).suites();
    }

    private Report run(List<Suite> suites) {
        Target target = Target.of("app", "http://127.0.0.1:" + app.port(), Optional.empty(), true);
        return Wiring.runner().run(suites, target, Options.of("run-1"), Cancellation.create(), RunListener.none());
    }
}
