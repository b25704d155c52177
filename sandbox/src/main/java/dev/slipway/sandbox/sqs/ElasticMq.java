package dev.slipway.sandbox.sqs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/** An ElasticMQ in this process, on a port of its own, which tells queue URLs of the sandbox's endpoint. */
final class ElasticMq implements AutoCloseable {
    private final CompletableFuture<SQSRestServer> server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();

    private ElasticMq(CompletableFuture<SQSRestServer> server) {
        this.server = server;
    }

    /** Begins to start; whoever asks before it is ready waits for it. */
    static ElasticMq starting(int endpointPort, String region, String account) {
        return new ElasticMq(CompletableFuture.supplyAsync(() -> {
            SQSRestServer started = SQSRestServerBuilder.withPort(0)
                    .withInterface("127.0.0.1")
                    .withServerAddress(new NodeAddress("http", "127.0.0.1", endpointPort, ""))
                    .withAWSRegion(region)
                    .withAWSAccountId(account)
                    .start();
            started.waitUntilStarted();
            return started;
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
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded ElasticMQ did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for ElasticMQ", e);
        }
    }

    private SQSRestServer ready() {
        try {
            return server.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("the embedded ElasticMQ did not start: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        threads.shutdownNow();
        // Not waited for: it stops only when the last long poll is over, up to 20 s after whoever polled has gone.
        server.thenAccept(SQSRestServer::stopAndGetFuture).join();
    }
}
