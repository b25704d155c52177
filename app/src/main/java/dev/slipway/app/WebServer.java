package dev.slipway.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Serves {@link Routes} over HTTP/1.1, and goes down without losing a request: while it leaves, every answer asks its
 * client to close the connection, and the listening socket goes only when nothing is in flight.
 */
final class WebServer {
    private static final Duration SLOW = Duration.ofSeconds(3);

    private final HttpServer server;
    private final Routes routes;
    private final Settings settings;
    private final Log log;
    /** Party one is the server itself; every request in flight is another. */
    private final Phaser inFlight = new Phaser(1);

    private final CountDownLatch leaving;

    private WebServer(HttpServer server, Routes routes, Settings settings, Log log, CountDownLatch leaving) {
        this.server = server;
        this.routes = routes;
        this.settings = settings;
        this.log = log;
        this.leaving = leaving;
    }

    /**
     * Listens, and answers from now on until {@code leaving} reaches zero and {@link #leave} is called.
     *
     * @throws IOException if the address cannot be listened on
     */
    static WebServer start(Settings settings, Routes routes, Log log, CountDownLatch leaving) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(settings.host(), settings.port()), 0);
        var web = new WebServer(server, routes, settings, log, leaving);
        server.createContext("/", web::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return web;
    }

    /** The port listened on. */
    int port() {
        return server.getAddress().getPort();
    }

    /** How many requests are being answered at this moment. */
    int requestsInFlight() {
        return inFlight.getRegisteredParties() - 1;
    }

    /** Waits for the requests in flight, at most {@code patience}, and stops listening. */
    void leave(Duration patience) {
        leaving.countDown();
        int phase = inFlight.arrive();
        try {
            inFlight.awaitAdvanceInterruptibly(phase, patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            log.error("requests were cut off", Map.of("count", inFlight.getUnarrivedParties(), "waited", patience));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        inFlight.register();
        try (exchange) {
            Question question = Question.from(exchange.getRequestMethod(), exchange.getRequestURI());
            dawdle(question);
            Answer answer = routes.answer(question);
            send(exchange, answer);
            if (answer.status() >= 400) {
                log.error(
                        "answered",
                        Map.of(
                                "path",
                                question.path(),
                                "status",
                                answer.status(),
                                "body",
                                answer.body().strip()));
            }
        } finally {
            inFlight.arriveAndDeregister();
        }
    }

    private void dawdle(Question question) {
        if (settings.fault() == Fault.SLOW && !question.path().equals("/healthz")) {
            try {
                if (leaving.await(SLOW.toMillis(), TimeUnit.MILLISECONDS)) {
                    log.info("slow no longer: going down", Map.of("path", question.path()));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("App-Version", settings.version());
        if (leaving.getCount() == 0) {
            exchange.getResponseHeaders().set("Connection", "close");
        }
        boolean bodiless = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(body);
        }
    }
}
