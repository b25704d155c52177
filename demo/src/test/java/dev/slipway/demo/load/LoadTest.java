package dev.slipway.demo.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.testkit.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadTest {
    private final AtomicInteger asked = new AtomicInteger();
    private final Set<Integer> connections = ConcurrentHashMap.newKeySet();
    private final HttpServer server = server();

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void whatTheServerAnsweredAndWhatTheLoadCountedAreTheSame() {
        var load = start(4);
        Eventually.holds(
                Duration.ofSeconds(10),
                () -> assertThat(load.traffic().served()).isGreaterThan(40));

        load.close();

        var traffic = load.traffic();
        assertThat(traffic.served() + traffic.failed()).isEqualTo(asked.get());
        assertThat(traffic.failed()).isEqualTo(asked.get() / 10);
        assertThat(traffic.saw("v1")).isTrue();
    }

    @Test
    void everyClientKeepsItsConnection() {
        var load = start(3);
        Eventually.holds(
                Duration.ofSeconds(10),
                () -> assertThat(load.traffic().served()).isGreaterThan(30));

        load.close();

        assertThat(connections).hasSize(3);
    }

    @Test
    void aServerThatIsGoneIsCountedNotHidden() {
        var load = start(1);
        Eventually.holds(
                Duration.ofSeconds(10),
                () -> assertThat(load.traffic().served()).isPositive());

        server.stop(0);

        Eventually.holds(
                Duration.ofSeconds(10),
                () -> assertThat(load.traffic().misses())
                        .anySatisfy(miss -> assertThat(miss.reason()).contains("onnect")));
        load.close();
    }

    private Load start(int clients) {
        var target = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/version");
        return Load.start(target, clients, Duration.ofMillis(5), InstantSource.system());
    }

    /** Every tenth answer is a 503. */
    private HttpServer server() {
        try {
            var made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            made.createContext("/", exchange -> {
                connections.add(exchange.getRemoteAddress().getPort());
                int status = asked.incrementAndGet() % 10 == 0 ? 503 : 200;
                exchange.getResponseHeaders().set("App-Version", "v1");
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
            });
            made.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            made.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
