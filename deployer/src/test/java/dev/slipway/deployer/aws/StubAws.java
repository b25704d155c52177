package dev.slipway.deployer.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.deployer.reconcile.port.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** An endpoint that answers everything with what it was told, and remembers what it was asked. */
final class StubAws implements AutoCloseable {
    private static final AwsCredentialsProvider KEYS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Answer answer = new Answer(200, "{}");

    /** One request. {@code action} is the last word of its target, whatever the protocol. */
    record Asked(String action, String body) {}

    private record Answer(int status, String body) {}

    StubAws() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Forgets what it was asked and answers everything with an empty success. */
    void reset() {
        asked.clear();
        answering(200, "{}");
    }

    /** Answers so from now on. */
    StubAws answering(int status, String body) {
        answer = new Answer(status, body);
        return this;
    }

    /** A failure as AWS's JSON protocols write it. */
    StubAws failing(int status, String code, String message) {
        return answering(status, "{\"__type\":\"" + code + "\",\"message\":\"" + message + "\"}");
    }

    /** Takes requests from now on and answers none. */
    StubAws silent() {
        return answering(0, "");
    }

    /** Listens no more. */
    void deaf() {
        server.stop(0);
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    AwsClients clients(Clock clock) {
        return clients(clock, KEYS);
    }

    AwsClients clients(Clock clock, AwsCredentialsProvider credentials) {
        return AwsClients.of(access(credentials), clock);
    }

    AwsClients clients(Clock clock, ReadBudget budget) {
        return AwsClients.of(access(KEYS), clock, budget);
    }

    private AwsClients.Access access(AwsCredentialsProvider credentials) {
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new AwsClients.Access(Optional.of(endpoint), Optional.of(Region.EU_WEST_1), true, credentials);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Answer now = answer;
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(new Asked(action(exchange, body), body));
        if (now.status() == 0) {
            await();
            return;
        }
        byte[] bytes = now.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(now.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void await() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Protocols name it in a header, in the path (CloudWatch's CBOR), in the form (Elastic Load Balancing); S3 not at all. */
    private static String action(HttpExchange exchange, String body) {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (target != null) {
            return target.substring(target.lastIndexOf('.') + 1);
        }
        String path = exchange.getRequestURI().getPath();
        if (path.contains("/operation/")) {
            return path.substring(path.lastIndexOf('/') + 1);
        }
        if (exchange.getRequestMethod().equals("GET")) {
            return String.valueOf(exchange.getRequestURI().getQuery()).contains("list-type")
                    ? "ListBucket"
                    : "GetObject";
        }
        return body.startsWith("Action=") ? body.substring("Action=".length(), body.indexOf('&')) : "";
    }
}
