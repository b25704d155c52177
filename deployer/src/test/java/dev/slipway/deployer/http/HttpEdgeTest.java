package dev.slipway.deployer.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.reconcile.Records;
import dev.slipway.deployer.testing.MapJournal;
import dev.slipway.deployer.testing.ShopRecords;
import dev.slipway.testkit.Golden;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpEdgeTest {
    private final MapJournal journal = ShopRecords.journal();
    private final List<String> waiting = new ArrayList<>();
    private final Metrics metrics = Metrics.of(() -> waiting);
    private final HttpEdge edge = HttpEdge.start("127.0.0.1", 0, () -> waiting, metrics, new Records(journal));

    @AfterEach
    void stop() {
        edge.close();
        metrics.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    /healthz | 200 | ok
                    /readyz | 200 | ready
                    /api/services/other | 404 | {  "error" : "Slipway knows no service 'other'"}
                    /api/releases/x | 400 | {  "error" : "'x' is not a release id (a ULID of 26 characters)"}
                    """)
    void answersShortly(String path, int status, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode() + " " + response.body().replace("\n", ""))
                .isEqualTo(status + " " + body);
    }

    @ParameterizedTest
    @CsvSource({
        "services.json,/api/services",
        "service.json,/api/services/shop-api",
        "releases.json,/api/services/shop-api/releases",
        "release.json,/api/releases/01JD0000000000000000000041"
    })
    void tellsRecords(String golden, String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path);

        Golden.matches("http/" + golden, response.body());
    }

    @Test
    void saysWhatItWaitsFor() throws IOException, InterruptedException {
        waiting.add("the work queue: sqs:ReceiveMessage timed out");

        HttpResponse<String> response = get("/readyz");

        assertThat(response.statusCode() + " " + response.body())
                .isEqualTo("503 waiting for:\n  the work queue: sqs:ReceiveMessage timed out\n");
    }

    @Test
    void saysThatTheJournalIsAway() throws IOException, InterruptedException {
        journal.goAway();

        HttpResponse<String> response = get("/api/services");

        assertThat(response.statusCode() + " " + response.body().replace("\n", ""))
                .isEqualTo("503 {  \"error\" : \"the journal did not answer: timed out\"}");
    }

    @Test
    void isMeasured() throws IOException, InterruptedException {
        HttpResponse<String> response = get("/metrics");

        assertThat(response.body()).contains("slipway_ready 1.0", "jvm_memory_used_bytes", "logback_events_total");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
