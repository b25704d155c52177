package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.testkit.Eventually;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WebServerTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final CountDownLatch leaving = new CountDownLatch(1);

    @Test
    void everyAnswerNamesTheVersionThatGaveIt() throws Exception {
        var web = start(Map.of("APP_VERSION", "v7"));

        var answer = get(web, "/now");

        assertThat(answer.headers().firstValue("App-Version")).contains("v7");
        web.leave(Duration.ZERO);
    }

    @Test
    void aFailingAnswerIsLogged() throws Exception {
        var web = start(Map.of("FAULT", "ask-500"));

        get(web, "/ask?q=why");

        web.leave(Duration.ofSeconds(5));
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("\"level\":\"ERROR\",\"message\":\"answered\"")
                .contains("\"path\":\"/ask\"", "\"status\":500");
    }

    @Test
    void aRequestInFlightIsAnsweredBeforeTheServerLeaves() throws Exception {
        var web = start(Map.of("FAULT", "slow"));
        var answer = client.sendAsync(request(web, "/now"), HttpResponse.BodyHandlers.ofString());
        Eventually.holds(
                Duration.ofSeconds(5), () -> assertThat(web.requestsInFlight()).isOne());

        web.leave(Duration.ofSeconds(5));

        assertThat(answer.get().statusCode()).isEqualTo(200);
        assertThat(answer.get().headers().firstValue("Connection")).contains("close");
        assertThatThrownBy(() -> get(web, "/now")).isInstanceOf(ConnectException.class);
    }

    private WebServer start(Map<String, String> environment) throws IOException {
        var settings = Settings.parse(environment);
        var log = new Log(new PrintStream(printed, true, StandardCharsets.UTF_8), () -> Instant.EPOCH);
        var routes = new Routes(settings, new Build("test", "25"), () -> Instant.EPOCH, () -> leaving.getCount() == 0);
        var local = new Settings("127.0.0.1", 0, settings.version(), "", "", "", settings.fault());
        return WebServer.start(local, routes, log, leaving);
    }

    private HttpResponse<String> get(WebServer web, String path) throws Exception {
        return client.send(request(web, path), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest request(WebServer web, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port() + path))
                .build();
    }
}
