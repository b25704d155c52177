package dev.slipway.sandbox.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.sandbox.model.elb.DescribeDataPlane.TargetState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WebSocketUpgradeTest extends DataPlaneFixture {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Test
    void passesMessagesInBothDirections() throws Exception {
        showTargets(closedAfterwards(WebSocketTarget.greeting()).port());

        WebSocket socket = open();
        List<String> told = new ArrayList<>(List.of(next()));
        for (String message : List.of("one", "two", "three")) {
            socket.sendText(message, true).join();
            told.add(next());
        }
        socket.abort();

        assertThat(told).containsExactly("hello", "one", "two", "three");
    }

    /** By a bare connection: a java.net.http.WebSocket at times never tells of an end that comes right behind a message. */
    @Test
    void endsWithTheTarget() throws Exception {
        showTargets(closedAfterwards(WebSocketTarget.greeting()).port());

        byte[] told;
        try (var socket = connected()) {
            ask(socket, """
                    GET /live HTTP/1.1
                    Host: x
                    Upgrade: websocket
                    Connection: Upgrade
                    Sec-WebSocket-Version: 13
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

                    """);
            socket.getOutputStream().write(WebSocketTarget.masked("go"));
            told = socket.getInputStream().readAllBytes();
        }

        assertThat(new String(told, StandardCharsets.ISO_8859_1))
                .startsWith("HTTP/1.1 101 ")
                .endsWith("\r\n\r\n\u0081\u0005hello\u0081\u0002go");
    }

    @Test
    void endsWhenItsTargetHasDrained() throws Exception {
        int target = closedAfterwards(WebSocketTarget.greeting()).port();
        showTargets(target);

        String whileItDrains;
        byte[] afterwards;
        try (var socket = connected()) {
            ask(socket, """
                    GET /live HTTP/1.1
                    Host: x
                    Upgrade: websocket
                    Connection: Upgrade
                    Sec-WebSocket-Version: 13
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

                    """);
            readUntil(socket, "hello");
            show(Pictures.listeningAt(port)
                    .rule(Pictures.forward("blue"))
                    .group("blue", Pictures.target(target, TargetState.DRAINING))
                    .picture());
            socket.getOutputStream().write(WebSocketTarget.masked("still"));
            whileItDrains = readUntil(socket, "still");
            showTargets();
            afterwards = socket.getInputStream().readAllBytes();
        }

        assertThat(whileItDrains).isEqualTo("\u0081\u0005still");
        assertThat(afterwards).isEmpty();
    }

    private static String readUntil(Socket socket, String end) throws IOException {
        var read = new StringBuilder();
        while (!read.toString().endsWith(end)) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("ended after '" + read + "'");
            }
            read.append((char) next);
        }
        return read.toString();
    }

    @Test
    void passesOnWhatATargetSaysThatDoesNotAgree() throws Exception {
        var target = closedAfterwards(
                RawTarget.answering("HTTP/1.1 426 Upgrade Required\r\nContent-Length: 6\r\n\r\nnot so"));
        showTargets(target.port());

        assertThatThrownBy(this::open)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(426));
    }

    @Test
    void passesOnNoWishForAnotherProtocol() throws Exception {
        var target = closedAfterwards(RawTarget.answering(RawTarget.OK));
        showTargets(target.port());

        String answer;
        try (var socket = connected()) {
            ask(socket, """
                    GET / HTTP/1.1
                    Host: x
                    Upgrade: h2c
                    Connection: close, Upgrade

                    """);
            answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }

        assertThat(answer).startsWith("HTTP/1.1 200 ");
        assertThat(target.requests()).singleElement().asString().doesNotContainIgnoringCase("upgrade");
    }

    /** What it reads has to come within {@link #PATIENCE}. */
    private Socket connected() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        return socket;
    }

    private static void ask(Socket socket, String head) throws IOException {
        socket.getOutputStream().write(head.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private WebSocket open() {
        return http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/live"), new Hearing())
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private String next() throws InterruptedException {
        String next = heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return next == null ? "nothing" : next;
    }

    private final class Hearing implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            heard.add(text.toString());
            socket.request(1);
            return null;
        }
    }
}
