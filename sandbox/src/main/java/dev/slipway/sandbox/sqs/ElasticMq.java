package dev.slipway.sandbox.sqs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.rest.sqs.TheSQSRestServerBuilder;

/** An ElasticMQ in this process, on a port of its own, which tells queue URLs of the sandbox's endpoint. */
final class ElasticMq implements AutoCloseable {
    private final CompletableFuture<Running> server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();

    private ElasticMq(CompletableFuture<Running> server) {
        this.server = server;
    }

    /** A server, and what keeps its queues if anything does. */
    private record Running(SQSRestServer server, Optional<KeptQueues> kept) {}

    /**
     * Begins to start; whoever asks before it is ready waits for it.
     *
     * @param directory where queues and messages are kept; empty if nowhere
     */
    static ElasticMq starting(int endpointPort, String region, String account, Optional<Path> directory) {
        return new ElasticMq(CompletableFuture.supplyAsync(() -> {
            TheSQSRestServerBuilder builder = SQSRestServerBuilder.withPort(0)
                    .withInterface("127.0.0.1")
                    .withServerAddress(new NodeAddress("http", "127.0.0.1", endpointPort, ""))
                    .withAWSRegion(region)
                    .withAWSAccountId(account);
            Optional<KeptQueues> kept = directory.map(KeptQueues::in);
            SQSRestServer started =
                    kept.map(queues -> queues.keptBy(builder)).orElse(builder).start();
            started.waitUntilStarted();
            kept.ifPresent(KeptQueues::restore);
            return new Running(started, kept);
        }));
    }

    /** Waits until it answers. */
    void awaitReady() {
        ready();
    }

    /** Posts as is and waits for the answer, which for a long poll may take 20 s. */
    HttpResponse<byte[]> post(String path, Map<String, String> headers, byte[] body) {
        int port = ready().waitUntilStarted().localAddress().getPort();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            server.join().kept().ifPresent(KeptQueues::settle);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded ElasticMQ did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for ElasticMQ", e);
        }
    }

    private SQSRestServer ready() {
        try {
            return server.join().server();
        } catch (CompletionException e) {
            throw new IllegalStateException("the embedded ElasticMQ did not start: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        threads.shutdownNow();
        // Not waited for: it stops only when the last long poll is over, up to 20 s after whoever polled has gone.
        server.thenAccept(running -> {
                    var unused = running.server().stopAndGetFuture();
                    running.kept().ifPresent(KeptQueues::close);
                })
                .join();
    }
}
