package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.testkit.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayTest {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private HttpServer server;
    private Relay relay;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        relay = Relay.to(server.getAddress().getPort());
    }

    @AfterEach
    void close() throws IOException {
        relay.close();
        server.stop(0);
        http.close();
    }

    @Test
    void passesOnWhatIsSentAndHearsTheCalls() {
        String answer = send("AmazonSSM.PutParameter").join();

        assertThat(answer).isEqualTo("hello");
        assertThat(relay.calls()).containsExactly("PutParameter");
    }

    @Test
    void holdsARequestBackUntilItIsLetGo() {
        relay.hold();
        var answer = send("AmazonSSM.PutParameter");
        Eventually.holds(Duration.ofSeconds(10), () -> assertThat(relay.held()).isEqualTo(1));
        boolean wasAnswered = answer.isDone();

        relay.letGo();

        assertThat(wasAnswered).isFalse();
        assertThat(answer.join()).isEqualTo("hello");
    }

    @Test
    void doesSomethingOnceWhenACallGoesBy() {
        var heard = new ArrayList<String>();
        relay.at(call -> call.equals("GetParameters"), () -> heard.add("GetParameters"));

        List.of("PutParameter", "GetParameters", "GetParameters")
                .forEach(call -> send("AmazonSSM." + call).join());

        assertThat(heard).containsExactly("GetParameters");
        assertThat(relay.disarm()).isFalse();
    }

    @Test
    void hearsHowHooksAreAnswered() {
        send("AmazonEC2ContainerServiceV20141113.ContinueServiceDeployment", """
                {"serviceDeploymentArn":"arn:aws:ecs:d","hookId":"ecs-pause-1","action":"ROLLBACK"}""")
                .join();

        List<Relay.Answer> answers = relay.answers();

        assertThat(answers).containsExactly(new Relay.Answer("ecs-pause-1", "ROLLBACK"));
    }

    private CompletableFuture<String> send(String target) {
        return send(target, "hello");
    }

    private CompletableFuture<String> send(String target, String body) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + relay.port() + "/"))
                .header("X-Amz-Target", target)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(HttpResponse::body);
    }
}
