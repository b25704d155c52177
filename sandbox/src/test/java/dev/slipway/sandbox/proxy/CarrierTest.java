package dev.slipway.sandbox.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Action.FixedResponse;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Action.Redirect;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Condition.HttpHeader;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.TargetState;
import dev.slipway.testkit.Eventually;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CarrierTest extends DataPlaneFixture {

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/a%20b/c%2Fd?x=%20y&x=2", "//double//slash", "/a;b=c", "/%C3%A9?q=%7C", "/a/../b", "/?"})
    void passesThePathUnchanged(String path) throws Exception {
        var target = closedAfterwards(TestTarget.answering(exchange ->
                TestTarget.say(exchange, 200, exchange.getRequestURI().toString())));
        showTargets(target.port());

        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n" + path);
    }

    @Test
    void passesCharactersThatBelongInNoPath() throws Exception {
        var target = closedAfterwards(RawTarget.answering(RawTarget.OK));
        showTargets(target.port());

        String answer = raw("GET /a|b?c={d} HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200 ");
        assertThat(target.requests()).singleElement().asString().startsWith("GET /a|b?c={d} HTTP/1.1\r\n");
    }

    @Test
    void tellsTheTargetWhoAskedAndKeepsWhatWasSaid() throws Exception {
        var target =
                closedAfterwards(TestTarget.answering(exchange -> TestTarget.say(exchange, 200, headers(exchange))));
        showTargets(target.port());

        String answer = raw("""
                GET / HTTP/1.1
                Host: shop.example.com
                User-Agent: curl/8
                Accept: */*
                X-Twice: 1
                X-Twice: 2
                X-Hop: 1
                X-Forwarded-For: 10.0.0.9
                X-Forwarded-Proto: https
                X-Forwarded-Port: 443
                Connection: close, x-hop

                """.replace("\n", "\r\n"));

        assertThat(answer)
                .endsWith("\r\n\r\nAccept: [*/*]\nHost: [shop.example.com]\nUser-agent: [curl/8]\n"
                        + "X-amzn-trace-id: [Root=1-6955b900-" + "73d51abbd89cb8196f0efb68" + "]\n"
                        + "X-forwarded-for: [10.0.0.9, 127.0.0.1]\nX-forwarded-port: [" + port + "]\n"
                        + "X-forwarded-proto: [http]\nX-twice: [1, 2]");
    }

    /** Which proxy said what is told by the order of all of them, however they are spread over headers. */
    @Test
    void addsTheClientAtTheEndOfARepeatedForwardedFor() throws Exception {
        var target =
                closedAfterwards(TestTarget.answering(exchange -> TestTarget.say(exchange, 200, headers(exchange))));
        showTargets(target.port());

        String answer = raw("""
                GET / HTTP/1.1
                Host: shop.example.com
                X-Forwarded-For: 10.0.0.7
                Accept: */*
                x-forwarded-for: 10.0.0.8, 10.0.0.9
                X-Forwarded-Proto: https
                X-Forwarded-Proto: http
                Connection: close

                """.replace("\n", "\r\n"));

        assertThat(answer)
                .contains("\nX-forwarded-for: [10.0.0.7, 10.0.0.8, 10.0.0.9, 127.0.0.1]\n")
                .contains("\nX-forwarded-proto: [http]");
    }

    @Test
    void readsEveryValueOfARepeatedHeaderAgainstTheRules() throws Exception {
        show(Pictures.listeningAt(port)
                .rule(new FixedResponse(200, "text/plain", "green"), new HttpHeader("X-Colour", List.of("gr??n")))
                .rule(new FixedResponse(200, "text/plain", "other"))
                .picture());
        String question = "GET / HTTP/1.1\r\nHost: x\r\nx-colour: red\r\nX-COLOUR: %s\r\nConnection: close\r\n\r\n";

        String green = raw(question.formatted("GREEN"));
        String blue = raw(question.formatted("blue"));

        assertThat(green).endsWith("\r\n\r\ngreen");
        assertThat(blue).endsWith("\r\n\r\nother");
    }

    @Test
    void keepsTheOrderOfARepeatedHeaderBothWays() throws Exception {
        var target = closedAfterwards(RawTarget.answering("HTTP/1.1 200 OK\r\nSet-Cookie: b=2; Path=/\r\n"
                + "X-Twice: 2\r\nSet-Cookie: a=1, really\r\nX-Twice: 1\r\nContent-Length: 2\r\n\r\nok"));
        showTargets(target.port());

        String answer = raw("""
                GET / HTTP/1.1
                Host: x
                X-Twice: 2
                Cookie: b=2
                X-Twice: 1
                X-Twice: 2
                Cookie: a=1
                Connection: close

                """.replace("\n", "\r\n"));

        assertThat(lines(target.requests().getFirst(), "x-twice", "cookie"))
                .containsExactly("X-Twice: 2", "Cookie: b=2", "X-Twice: 1", "X-Twice: 2", "Cookie: a=1");
        assertThat(lines(answer, "set-cookie", "x-twice"))
                .containsExactly("Set-Cookie: b=2; Path=/", "X-Twice: 2", "Set-Cookie: a=1, really", "X-Twice: 1");
    }

    @ParameterizedTest
    @CsvSource({
        "Root=1-2-3;Parent=4, Self=%;Root=1-2-3;Parent=4",
        "Self=1-9-9;Root=1-2-3;Parent=4, Self=%;Root=1-2-3;Parent=4",
        "Root=1-2-3;Self=1-9-9, Self=%;Root=1-2-3",
        "Parent=4, Root=%;Parent=4"
    })
    void addsItselfToATrace(String received, String passedOn) throws Exception {
        var target =
                closedAfterwards(TestTarget.answering(exchange -> TestTarget.say(exchange, 200, headers(exchange))));
        showTargets(target.port());

        var answer = http.send(request("/").header("X-Amzn-Trace-Id", received).build(), BodyHandlers.ofString());

        assertThat(answer.body())
                .containsPattern("X-amzn-trace-id: \\[" + passedOn.replace("%", "1-6955b900-[0-9a-f]{24}") + "]");
    }

    @Test
    void passesBodiesBothWaysAndTheAnswersHeaders() throws Exception {
        var target = closedAfterwards(TestTarget.answering(exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().put("Set-Cookie", List.of("a=1", "b=2"));
            exchange.getResponseHeaders().add("Server", "mine");
            exchange.sendResponseHeaders(201, body.length);
            exchange.getResponseBody().write(body);
        }));
        showTargets(target.port());
        byte[] sent = "0123456789".repeat(100_000).getBytes(StandardCharsets.UTF_8);

        var answer =
                http.send(request("/").POST(BodyPublishers.ofByteArray(sent)).build(), BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo(sent);
        assertThat(answer.headers().allValues("Set-Cookie")).containsExactly("a=1", "b=2");
        assertThat(answer.headers().allValues("Server")).containsExactly("mine");
        assertThat(answer.headers().allValues("Date")).hasSize(1);
    }

    @Test
    void passesAnAnswerOnAsItComes() throws Exception {
        var received = new CountDownLatch(1);
        var target = closedAfterwards(TestTarget.answering(exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            out.write("data: 1\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            await(received);
            out.write("data: 2\n\n".getBytes(StandardCharsets.UTF_8));
        }));
        showTargets(target.port());

        var answer = http.send(request("/events").build(), BodyHandlers.ofInputStream());

        byte[] first = answer.body().readNBytes("data: 1\n\n".length());
        received.countDown();
        assertThat(new String(first, StandardCharsets.UTF_8)).isEqualTo("data: 1\n\n");
        assertThat(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("data: 2\n\n");
    }

    @Test
    void passesAQuestionOnAsItComes() throws Exception {
        var arrived = new CountDownLatch(1);
        var target = closedAfterwards(TestTarget.answering(exchange -> {
            byte[] first = exchange.getRequestBody().readNBytes(5);
            arrived.countDown();
            byte[] rest = exchange.getRequestBody().readAllBytes();
            TestTarget.say(exchange, 200, new String(first, StandardCharsets.UTF_8) + "|" + rest.length);
        }));
        showTargets(target.port());

        String answer;
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 8\r\nConnection: close\r\n\r\nfirst"
                    .getBytes(StandardCharsets.UTF_8));
            await(arrived);
            out.write("end".getBytes(StandardCharsets.UTF_8));
            answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }

        assertThat(answer).endsWith("\r\n\r\nfirst|3");
    }

    @Test
    void keepsConnectionsOnBothSides() throws Exception {
        var target = closedAfterwards(TestTarget.answering(exchange -> TestTarget.say(
                exchange, 200, Integer.toString(exchange.getRemoteAddress().getPort()))));
        showTargets(target.port());

        try (var client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            Eventually.holds(PATIENCE, () -> {
                List<String> connections = new ArrayList<>();
                for (int i = 0; i < 5; i++) {
                    connections.add(askOn(client));
                }

                assertThat(connections).containsOnly(connections.getFirst());
            });
        }
    }

    /** The next one is told by its own first line, behind exactly as many bytes as the last one was to have. */
    private static String askOn(Socket client) throws IOException {
        client.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = client.getInputStream().read();
            if (next < 0) {
                throw new IOException("the connection ended after '" + head + "'");
            }
            head.append((char) next);
        }
        int length = Integer.parseInt(
                lines(head.toString(), "content-length").getFirst().split(": ", -1)[1]);
        return new String(client.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
    }

    @Test
    void doesNotPassOffAnAnswerThatIsCutShortAsWhole() throws Exception {
        var target = closedAfterwards(RawTarget.answering(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n", RawTarget.NO_MORE));
        showTargets(target.port());

        String answer = raw("GET / HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200 ").doesNotContain("\r\n0\r\n");
    }

    @Test
    void answersItselfWhereARuleSaysSo() throws Exception {
        show(Pictures.listeningAt(port)
                .rule(new FixedResponse(418, "text/plain", "teapot"))
                .picture());

        HttpResponse<String> answer = get("/");

        assertThat(answer.statusCode()).isEqualTo(418);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain");
        assertThat(answer.body()).isEqualTo("teapot");
    }

    @Test
    void redirectsWhereARuleSaysSo() throws Exception {
        show(Pictures.listeningAt(port)
                .rule(new Redirect(302, "HTTPS", "#{host}", "443", "/#{path}", "#{query}"))
                .picture());

        HttpResponse<String> answer = get("/a?b=c");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).hasValue("https://127.0.0.1:443/a?b=c");
    }

    @Test
    void says503WithoutAHealthyTarget() throws Exception {
        show(Pictures.listeningAt(port)
                .rule(Pictures.forward("blue"))
                .group("blue", Pictures.target(1, TargetState.INITIAL))
                .picture());

        assertIsPage(get("/"), 503, "503 Service Temporarily Unavailable");
    }

    @Test
    void says502WhenTheTargetRefusesTheConnection() throws Exception {
        showTargets(freePort());

        assertIsPage(get("/"), 502, "502 Bad Gateway");
    }

    @Test
    void says502WhenTheAnswerIsNotHttp() throws Exception {
        var target = closedAfterwards(RawTarget.answering("this is not HTTP\r\n\r\n"));
        showTargets(target.port());

        assertIsPage(get("/"), 502, "502 Bad Gateway");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"})
    void says502WhenTheTargetHangsUpAndAsksItOnlyOnce(String begun) throws Exception {
        var target = closedAfterwards(RawTarget.answering(begun, RawTarget.NO_MORE));
        showTargets(target.port());

        assertIsPage(get("/"), 502, "502 Bad Gateway");

        assertThat(target.requests()).hasSize(1);
    }

    @Test
    void says504WhenTheTargetIsSilentForTooLong() throws Exception {
        var over = new CountDownLatch(1);
        closedAfterwards(over::countDown);
        var target = closedAfterwards(TestTarget.answering(exchange -> await(over)));
        show(Pictures.listeningAt(port)
                .idleTimeout(Duration.ofMillis(300))
                .rule(Pictures.forward("blue"))
                .group("blue", Pictures.healthy(target.port()))
                .picture());

        assertIsPage(get("/"), 504, "504 Gateway Time-out");
    }

    @Test
    void asksAgainWhenATargetClosedItsConnectionWhileItWasUnused() throws Exception {
        var target = closedAfterwards(RawTarget.answering(RawTarget.OK));
        showTargets(target.port());

        List<Integer> statuses = new ArrayList<>();
        Eventually.holds(PATIENCE, () -> {
            statuses.add(get("/").statusCode());
            assertThat(target.unanswered()).isGreaterThan(3);
        });

        assertThat(statuses).containsOnly(200);
    }

    @Test
    void neverAsksAgainWhatIsNotIdempotent() throws Exception {
        var target = closedAfterwards(RawTarget.answering(RawTarget.OK));
        showTargets(target.port());
        var posted = new AtomicInteger();

        Eventually.holds(PATIENCE, () -> {
            posted.incrementAndGet();
            var answer = http.send(request("/").POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
            assertIsPage(answer, 502, "502 Bad Gateway");
        });

        assertThat(target.requests()).hasSize(posted.get());
    }

    @Test
    void letsADrainingTargetFinish() throws Exception {
        var asked = new CountDownLatch(1);
        var drained = new CountDownLatch(1);
        var old = closedAfterwards(TestTarget.answering(exchange -> {
            if (exchange.getRequestURI().getPath().equals("/user")) {
                asked.countDown();
                await(drained);
            }
            TestTarget.say(exchange, 200, "old");
        }));
        var fresh = closedAfterwards(TestTarget.saying("new"));
        showTargets(old.port());
        CompletableFuture<HttpResponse<String>> inFlight =
                http.sendAsync(request("/user").build(), BodyHandlers.ofString());
        asked.await();

        show(Pictures.listeningAt(port)
                .rule(Pictures.forward("blue"))
                .group("blue", Pictures.target(old.port(), TargetState.DRAINING), Pictures.healthy(fresh.port()))
                .picture());

        assertThat(get("/").body()).isEqualTo("new");
        drained.countDown();
        assertThat(inFlight.get().body()).isEqualTo("old");
    }

    @Test
    void closesThePortWhenTheListenerGoes() throws Exception {
        var target = closedAfterwards(TestTarget.saying("hello"));
        showTargets(target.port());
        assertThat(get("/").body()).isEqualTo("hello");

        show(Pictures.nothing());

        assertThatThrownBy(() -> get("/")).isInstanceOf(ConnectException.class);
    }

    @Test
    void opensAPortAsSoonAsItIsFree() throws Exception {
        var target = closedAfterwards(TestTarget.saying("hello"));
        try (var other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            showTargets(target.port());
            assertThat(other.isBound()).isTrue();
        }

        Eventually.holds(PATIENCE, () -> assertThat(get("/").body()).isEqualTo("hello"));
    }

    private static void assertIsPage(HttpResponse<String> answer, int status, String title) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Server")).hasValue("awselb/2.0");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html");
        assertThat(answer.body())
                .isEqualTo("<html>\r\n<head><title>" + title + "</title></head>\r\n<body>\r\n<center><h1>" + title
                        + "</h1></center>\r\n</body>\r\n</html>\r\n");
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The header lines of these names, as they stand there. */
    private static List<String> lines(String message, String... names) {
        return message.substring(0, message.indexOf("\r\n\r\n"))
                .lines()
                .filter(line -> List.of(names).contains(line.split(":", 2)[0].toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static String headers(HttpExchange exchange) {
        var sorted = new TreeMap<String, List<String>>(exchange.getRequestHeaders());
        return String.join(
                "\n",
                sorted.entrySet().stream()
                        .map(header -> header.getKey() + ": " + header.getValue())
                        .toList());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
