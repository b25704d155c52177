package dev.slipway.smoke.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.smoke.judge.Outcome;
import dev.slipway.smoke.net.HttpTransport;
import dev.slipway.smoke.suite.Suite;
import dev.slipway.smoke.testing.Runs;
import dev.slipway.smoke.testing.WallTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many suites at once on the real network: none hears of another, and no more run at a time than may. */
class ManySuitesTest {
    private final AtomicInteger current = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final CyclicBarrier fourAreThere = new CyclicBarrier(4);
    private final HttpTransport transport = HttpTransport.open(new WallTime());
    private final HttpServer server;

    ManySuitesTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
    }

    @BeforeEach
    void start() {
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            most.accumulateAndGet(current.incrementAndGet(), Math::max);
            if (exchange.getRequestURI().getPath().equals("/meet")) {
                meet();
            }
            String cookie = exchange.getRequestHeaders().getFirst("Cookie");
            byte[] body = ("{\"path\":\"" + exchange.getRequestURI() + "\",\"cookie\":\"" + cookie + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .add(
                            "Set-Cookie",
                            "who=" + exchange.getRequestURI().getPath().substring(1) + "; Path=/");
            exchange.sendResponseHeaders(200, body.length);
            current.decrementAndGet();
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        transport.close();
    }

    @Test
    void sixtyFourAtOnceEachKeepTheirOwnCookiesAndValues() {
        List<Suite> suites = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            suites.add(suite(i));
        }

        Report report = runner().run(
                        suites, target(), Options.of("r").withParallel(64), Cancellation.create(), RunListener.none());

        assertThat(report.tests())
                .hasSize(64)
                .allSatisfy(
                        test -> assertThat(test.outcome()).as(test.toString()).isEqualTo(Outcome.PASSED));
        assertThat(report.suites()).extracting(SuiteReport::name).containsExactlyElementsOf(names());
    }

    /** Each waits until four are there: of fewer at a time nobody would be answered. */
    @Test
    void fourRunAtATimeUnlessSaidOtherwise() {
        List<Suite> suites = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            suites.add(Runs.suite(
                    "version: 1\nsuite: s" + i + "\ntests: [{name: x, steps: [{get: /meet, timeout: 30s}]}]"));
        }

        Report report = runner().run(suites, target(), Options.of("r"), Cancellation.create(), RunListener.none());

        assertThat(report.tests()).extracting(TestReport::outcome).containsOnly(Outcome.PASSED);
        assertThat(most.get()).isEqualTo(4);
    }

    @Test
    void iterationsRunAsManyAtATimeAsSaidAndNoMore() {
        Suite suite = Runs.suite("version: 1\nsuite: s\ntests: [{name: x, repeat: {count: 200, concurrency: 4},"
                + " latency: {p95: 20s}, steps: [{get: /a}]}]\n");

        Report report =
                runner().run(List.of(suite), target(), Options.of("r"), Cancellation.create(), RunListener.none());

        assertThat(report.tests().getFirst().repeat().orElseThrow().passed()).isEqualTo(200);
        assertThat(most.get()).isLessThanOrEqualTo(4);
    }

    private void meet() throws IOException {
        try {
            fourAreThere.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IOException(e);
        }
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            names.add("s" + i);
        }
        return names;
    }

    private static Suite suite(int i) {
        return Runs.suite("""
                version: 1
                suite: s%1$d
                tests:
                  - name: own
                    steps:
                      - get: /v%1$d
                        expect: {json: {path: /v%1$d, cookie: 'null'}}
                        capture: {path: {json: path}}
                      - get: "${path}"
                        expect: {json: {path: "${path}", cookie: who=v%1$d}}
                """.formatted(i));
    }

    private SmokeRunner runner() {
        return SmokeRunner.of(transport, new WallTime(), Thread.ofVirtual().factory(), "smoke-tests/1");
    }

    private Target target() {
        return Target.of("t", "http://127.0.0.1:" + server.getAddress().getPort(), Optional.empty(), true);
    }
}
