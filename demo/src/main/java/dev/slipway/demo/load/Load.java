package dev.slipway.demo.load;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends requests at a constant rate over connections that are kept alive, one for each client. Nothing is ever sent
 * again: a request that fails is a user who saw a failure.
 */
public final class Load implements AutoCloseable {
    private static final Timeout PATIENCE = Timeout.ofSeconds(10);

    private final Tally tally = new Tally();
    private final InstantSource clock;
    private final ScheduledExecutorService clients;

    private Load(InstantSource clock, ScheduledExecutorService clients) {
        this.clock = clock;
        this.clients = clients;
    }

    /**
     * Starts sending.
     *
     * @param clients how many send side by side, each over one connection; at least one
     * @param every   from one client's request to its next; more than zero
     */
    public static Load start(URI target, int clients, Duration every, InstantSource clock) {
        var load = new Load(
                clock,
                Executors.newScheduledThreadPool(
                        clients, Thread.ofVirtual().name("user-", 0).factory()));
        for (int client = 0; client < clients; client++) {
            CloseableHttpClient http = client();
            long offset = every.toNanos() * client / clients;
            var unused = load.clients.scheduleAtFixedRate(
                    () -> load.ask(http, target), offset, every.toNanos(), TimeUnit.NANOSECONDS);
        }
        return load;
    }

    /** What was counted so far. */
    public Traffic traffic() {
        return tally.traffic();
    }

    /** Sends no more, and waits for the answers under way. */
    @Override
    public void close() {
        clients.shutdown();
        try {
            if (!clients.awaitTermination(PATIENCE.toMilliseconds(), TimeUnit.MILLISECONDS)) {
                clients.shutdownNow();
            }
        } catch (InterruptedException e) {
            clients.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void ask(CloseableHttpClient http, URI target) {
        Instant sent = clock.instant();
        try {
            http.execute(new HttpGet(target), answer -> {
                EntityUtils.consume(answer.getEntity());
                tally.answered(sent, Duration.between(sent, clock.instant()), answer.getCode(), version(answer));
                return true;
            });
        } catch (IOException | RuntimeException e) { // a thrown exception would end this user for good, uncounted
            tally.unanswered(sent, e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private static String version(ClassicHttpResponse answer) {
        Header header = answer.getFirstHeader("App-Version");
        return header == null ? "unknown" : header.getValue();
    }

    private static CloseableHttpClient client() {
        var connection = new BasicHttpClientConnectionManager();
        connection.setConnectionConfig(ConnectionConfig.custom()
                .setConnectTimeout(PATIENCE)
                .setSocketTimeout(PATIENCE)
                .build());
        return HttpClients.custom()
                .setConnectionManager(connection)
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(PATIENCE).build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .setUserAgent("slipway-demo-user")
                .build();
    }
}
