package dev.slipway.smoke.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.run.Call;
import dev.slipway.smoke.run.Cancellation;
import dev.slipway.smoke.run.Exchange;
import dev.slipway.smoke.run.Target;
import dev.slipway.smoke.run.Transport;
import dev.slipway.smoke.suite.Method;
import dev.slipway.smoke.testing.FakeTime;
import dev.slipway.smoke.testing.WallTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a request on a connection that was kept and died. */
class KeptConnectionsTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final HttpTransport transport = HttpTransport.open(new WallTime());
    private final Cancellation cancellation = Cancellation.create();

    @AfterEach
    void stop() {
        transport.close();
    }

    @Test
    void aKeptConnectionThatDiedIsReplacedOnceForWhatMayBeSentTwice() throws IOException {
        try (OneAnswerPerConnection flaky = OneAnswerPerConnection.start();
                Transport.Session session = transport.open(flaky.target())) {
            session.send(call(flaky.target(), Method.GET), LIMIT, cancellation);

            Exchange second = session.send(call(flaky.target(), Method.GET), LIMIT, cancellation);

            assertThat(answered(second).reconnected()).isTrue();
        }
    }

    /** One that is older than a second is not trusted with what must not be sent twice. */
    @ParameterizedTest
    @CsvSource({"1000000000, true", "1000000001, false"})
    void aConnectionUpToASecondIdleIsUsedForWhatMayNotBeSentTwice(long idleNanos, boolean isUsed) throws IOException {
        FakeTime time = new FakeTime();
        try (HttpTransport byTheClock = HttpTransport.open(time);
                OneAnswerPerConnection flaky = OneAnswerPerConnection.start();
                Transport.Session session = byTheClock.open(flaky.target())) {
            session.send(call(flaky.target(), Method.GET), LIMIT, cancellation);
            time.advance(Duration.ofNanos(idleNanos));

            Exchange second = session.send(call(flaky.target(), Method.POST), LIMIT, cancellation);

            assertThat(second instanceof Exchange.Unanswered).isEqualTo(isUsed);
        }
    }

    @Test
    void aKeptConnectionThatDiedIsAResetForWhatMayNot() throws IOException {
        try (OneAnswerPerConnection flaky = OneAnswerPerConnection.start();
                Transport.Session session = transport.open(flaky.target())) {
            session.send(call(flaky.target(), Method.GET), LIMIT, cancellation);

            Exchange second = session.send(call(flaky.target(), Method.POST), LIMIT, cancellation);

            assertThat(((Exchange.Unanswered) second).reason()).isEqualTo(Reason.RESET);
        }
    }

    private static Exchange.Answered answered(Exchange exchange) {
        assertThat(exchange).isInstanceOf(Exchange.Answered.class);
        return (Exchange.Answered) exchange;
    }

    private static Call call(Target target, Method method) {
        return Call.of(method, URI.create(target.url() + "/x"), List.of());
    }

    /** Promises to keep its connections, and closes each when the second request is on it. */
    private record OneAnswerPerConnection(ServerSocket socket) implements AutoCloseable {
        private static final byte[] ANSWER =
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

        static OneAnswerPerConnection start() throws IOException {
            OneAnswerPerConnection server =
                    new OneAnswerPerConnection(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(server::serve);
            return server;
        }

        Target target() {
            return Target.of("test", "http://127.0.0.1:" + socket.getLocalPort(), Optional.empty(), true);
        }

        private void serve() {
            while (!socket.isClosed()) {
                try (Socket connection = socket.accept()) {
                    skipRequest(connection);
                    connection.getOutputStream().write(ANSWER);
                    skipRequest(connection);
                } catch (IOException e) {
                    if (!socket.isClosed()) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        }

        private static void skipRequest(Socket connection) throws IOException {
            int ends = 0;
            while (ends < 4) {
                int next = connection.getInputStream().read();
                if (next < 0) {
                    return;
                }
                ends = next == '\r' || next == '\n' ? ends + 1 : 0;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
