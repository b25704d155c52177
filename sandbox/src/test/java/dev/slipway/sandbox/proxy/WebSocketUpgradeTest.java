package dev.slipway.sandbox.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    @Test
    void endsWithTheTarget() throws Exception {
        showTargets(closedAfterwards(WebSocketTarget.greeting()).port());

        WebSocket socket = open();
        socket.sendText("go", true).join();

        assertThat(List.of(next(), next(), next())).containsExactly("hello", "go", "the end");
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
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\nConnection: close, Upgrade\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }

        assertThat(answer).startsWith("HTTP/1.1 200 ");
        assertThat(target.requests()).singleElement().asString().doesNotContainIgnoringCase("upgrade");
    }

    private WebSocket open() {
        return http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/live"), new Hearing())
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

        @Override
        public void onError(WebSocket socket, Throwable error) {
            heard.add("the end");
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            heard.add("the end");
            return null;
        }
    }
}
