package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.125Z");
    private static final Build BUILD = new Build("1.2.3", "25");

    @Test
    void theVersionNamesTheImageAndTheReleaseThatRunsIt() {
        var routes = with(Map.of(
                "APP_VERSION",
                "v2",
                "SLIPWAY_IMAGE_DIGEST",
                "sha256:ab",
                "SLIPWAY_IMAGE_TAG",
                "v2",
                "SLIPWAY_RELEASE",
                "01J"));

        var answer = routes.answer(get("/version"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith(
                        "{\"version\":\"v2\",\"digest\":\"sha256:ab\",\"tag\":\"v2\",\"release\":\"01J\",\"build\":{")
                .contains("\"program\":\"1.2.3\"", "\"java\":\"25\"");
    }

    @Test
    void theClockIsReadWithItsOffsetAndAsMilliseconds() {
        var routes = with(Map.of());

        var answer = routes.answer(get("/now"));

        assertThat(answer)
                .isEqualTo(new Answer(
                        200,
                        "application/json",
                        "{\"now\":\"2026-01-02T12:00:00.125Z\",\"epochMillis\":1767355200125}\n"));
    }

    @Test
    void aQuestionIsAnsweredInItsOwnWords() {
        var routes = with(Map.of());

        var answer = routes.answer(Question.from("GET", URI.create("/ask?a=b&q=why%20%22me%22")));

        assertThat(answer)
                .isEqualTo(new Answer(
                        200, "application/json", "{\"answer\":\"You asked 'why \\\"me\\\"'. The answer is 42.\"}\n"));
    }

    @Test
    void askingNothingIsABadRequest() {
        var routes = with(Map.of());

        var answer = routes.answer(Question.from("GET", URI.create("/ask?q=%20")));

        assertThat(answer).isEqualTo(Answer.problem(400, "the query parameter 'q' is missing; ask like /ask?q=why"));
    }

    @Test
    void theFrontPageNamesItsVersionAndEscapesIt() {
        var routes = with(Map.of("APP_VERSION", "v<2>"));

        var answer = routes.answer(get("/"));

        assertThat(answer.body()).contains("Hello from <span>v&lt;2&gt;</span>");
    }

    @Test
    void anUnknownPathSaysWhereToGo() {
        var routes = with(Map.of());

        var answer = routes.answer(get("/verison"));

        assertThat(answer)
                .isEqualTo(Answer.problem(404, "there is nothing at '/verison'; try /, /version, /now or /ask?q="));
    }

    @Test
    void onlyReadingIsAnswered() {
        var routes = with(Map.of());

        var answer = routes.answer(new Question("POST", "/", ""));

        assertThat(answer).isEqualTo(Answer.problem(405, "'POST' is not answered here; GET and HEAD are"));
    }

    @Test
    void anAppThatLeavesIsHealthyButNotReady() {
        var routes = new Routes(Settings.parse(Map.of()), BUILD, () -> NOON, () -> true);

        var answers = List.of(
                routes.answer(get("/healthz")).status(),
                routes.answer(get("/readyz")).status());

        assertThat(answers).containsExactly(200, 503);
    }

    @Test
    void theFaultOfTheVersionBreaksNothingElse() {
        var routes = with(Map.of("FAULT", "version-500"));

        var answers = Stream.of("/version", "/healthz", "/readyz", "/now", "/")
                .map(path -> routes.answer(get(path)).status());

        assertThat(answers).containsExactly(500, 200, 200, 200, 200);
    }

    @Test
    void theFaultOfTheQuestionLeavesHealthAndVersionAlone() {
        var routes = with(Map.of("FAULT", "ask-500"));

        var answers = Stream.of("/ask", "/healthz", "/version")
                .map(path -> routes.answer(get(path)).status());

        assertThat(answers).containsExactly(500, 200, 200);
    }

    @Test
    void theFaultOfTheClockIsAnHour() {
        var routes = with(Map.of("FAULT", "clock-skew"));

        var answer = routes.answer(get("/now"));

        assertThat(answer.body()).startsWith("{\"now\":\"2026-01-02T11:00:00.125Z\"");
    }

    @Test
    void anAppThatIsNeverReadyIsNeverHealthyEither() {
        var routes = with(Map.of("FAULT", "never-ready"));

        var answers = Stream.of("/healthz", "/readyz")
                .map(path -> routes.answer(get(path)).status());

        assertThat(answers).containsExactly(503, 503);
    }

    private static Routes with(Map<String, String> environment) {
        return new Routes(Settings.parse(environment), BUILD, () -> NOON, () -> false);
    }

    private static Question get(String path) {
        return new Question("GET", path, "");
    }
}
