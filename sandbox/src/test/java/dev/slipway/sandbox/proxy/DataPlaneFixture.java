package dev.slipway.sandbox.proxy;

import dev.slipway.sandbox.model.Pace;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Picture;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A data plane, targets for it, and a client that keeps its connections. */
@Timeout(120)
abstract class DataPlaneFixture {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    final FakeModel model = new FakeModel();
    final int port = freePort();
    final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** Certificates are checked by the real time. */
    final Authority authority = Authority.make(InstantSource.system(), new SecureRandom());

    private final JettyDataPlane dataPlane = JettyDataPlane.started(
            "127.0.0.1",
            Pace.REAL,
            InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")),
            new Random(1),
            authority);
    private final List<AutoCloseable> toClose = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        dataPlane.close();
        for (AutoCloseable closing : toClose) {
            closing.close();
        }
        // Not close(): that waits for ever for a connection whose end it missed.
        http.shutdownNow();
    }

    void show(Picture picture) {
        dataPlane.changed(model.showing(picture));
    }

    /** One group 'blue' with these targets behind the listener. */
    void showTargets(int... ports) {
        var targets = Arrays.stream(ports).mapToObj(Pictures::healthy);
        show(Pictures.listeningAt(port)
                .rule(Pictures.forward("blue"))
                .group("blue", targets.toArray(Target[]::new))
                .picture());
    }

    <T extends AutoCloseable> T closedAfterwards(T resource) {
        toClose.add(resource);
        return resource;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE);
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
