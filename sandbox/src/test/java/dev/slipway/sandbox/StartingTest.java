package dev.slipway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.tasks.RunTasks;
import dev.slipway.testkit.Eventually;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class StartingTest {

    @Test
    void whoeverAsksBeforeItIsReadyIsAnsweredOnceItIs() throws Exception {
        int port = freePort();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var http = HttpClient.newHttpClient()) {
            var starting = threads.submit(
                    () -> Wiring.start(Settings.DEFAULT.withPort(port).withTasks(RunTasks.SIMULATED)));

            HttpResponse<String> first = Eventually.get(Duration.ofSeconds(60), () -> listClusters(http, port));
            starting.get().close();

            assertThat(first.body()).isEqualTo("{\"clusterArns\":[]}");
        }
    }

    private static HttpResponse<String> listClusters(HttpClient http, int port) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .header("x-amz-target", "AmazonEC2ContainerServiceV20141113.ListClusters")
                .header("content-type", "application/x-amz-json-1.1")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws Exception {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
