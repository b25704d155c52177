package dev.slipway.sandbox.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.sandbox.Sandbox;
import dev.slipway.sandbox.Settings;
import dev.slipway.sandbox.Wiring;
import dev.slipway.sandbox.model.Pace;
import dev.slipway.testkit.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Six services of two real tasks each, in a chroot, all deployed blue/green at the same time while they are asked. Skipped,
 * and says so, where user namespaces or Perl are missing.
 */
@Timeout(400)
class ManyRealTasksIT {
    private static final int SERVICES = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    @Test
    void areDeployedAtOnceWithoutALostRequest() throws Exception {
        requireNamespaces();
        try (Sandbox sandbox = started();
                var http = HttpClient.newHttpClient();
                var stage = new RealStage(sandbox.endpoint(), freePort(), freePort())) {
            var images = new TestImages();
            String first = pushed(http, sandbox.endpoint(), images, images.server("first"));
            String second = pushed(http, sandbox.endpoint(), images, images.server("second"));
            names().forEach(name -> stage.create(name, first));
            Eventually.holds(PATIENCE, () -> assertThat(answers(http, stage)).containsOnlyKeys("200 first web"));
            Eventually.holds(PATIENCE, () -> names().forEach(stage::requireDeployed));

            names().forEach(name -> stage.deploy(name, second));
            var seen = new TreeMap<String, Integer>();
            Eventually.holds(PATIENCE, () -> {
                answers(http, stage).forEach((answer, count) -> seen.merge(answer, count, Integer::sum));
                names().forEach(stage::requireDeployed);
            });

            assertThat(seen).containsOnlyKeys("200 first web", "200 second web");
            assertThat(answers(http, stage)).isEqualTo(new TreeMap<>(Map.of("200 second web", SERVICES)));
            assertThat(names())
                    .allSatisfy(name -> assertThat(stage.running(name)).isEqualTo(2));
            assertThat(stage.exitCodeOf("exit 9", second, "exit 4")).isEqualTo(4);
        }
    }

    private static void requireNamespaces() {
        var found = new Machine(System.getProperty("os.name"), Path.of("/proc/sys")).findings();
        assumeTrue(
                found.chroot().works(),
                "SKIPPED: no user namespaces here: " + found.chroot().said());
        assumeTrue(TestImages.canBeMade(), "SKIPPED: no /usr/bin/perl here to make an image of");
    }

    private static Sandbox started() throws Exception {
        return Wiring.start(
                Settings.DEFAULT.withPort(0).withTasks(RunTasks.CHROOT).withPace(new Pace(Duration.ofSeconds(2))));
    }

    private static List<String> names() {
        return IntStream.range(0, SERVICES).mapToObj(number -> "s" + number).toList();
    }

    /** What each service answers, and how many do. */
    private static Map<String, Integer> answers(HttpClient http, RealStage stage) {
        var answers = new TreeMap<String, Integer>();
        for (String name : names()) {
            answers.merge(answer(http, stage.production(name)), 1, Integer::sum);
        }
        return answers;
    }

    private static String answer(HttpClient http, URI uri) {
        try {
            var request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + (answer.statusCode() == 200 ? answer.body() : "");
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Pushes an image with all its parts, as {@code docker push} does; the name to run it by. */
    private static String pushed(HttpClient http, URI endpoint, TestImages images, String digest) throws Exception {
        JsonNode manifest = new ObjectMapper().readTree(images.blob(digest).orElseThrow());
        List<String> blobs =
                new ArrayList<>(List.of(manifest.at("/config/digest").asText()));
        manifest.path("layers").forEach(layer -> blobs.add(layer.path("digest").asText()));
        for (String blob : blobs) {
            send(
                    http,
                    "POST",
                    endpoint.resolve("/v2/api/blobs/uploads/?digest=" + blob),
                    "application/octet-stream",
                    images.blob(blob).orElseThrow());
        }
        send(
                http,
                "PUT",
                endpoint.resolve("/v2/api/manifests/" + digest),
                manifest.path("mediaType").asText(),
                images.blob(digest).orElseThrow());
        return endpoint.getAuthority() + "/api@" + digest;
    }

    private static void send(HttpClient http, String method, URI uri, String type, byte[] body) throws Exception {
        var request = HttpRequest.newBuilder(uri)
                .header("content-type", type)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .as(method + " " + uri)
                .isEqualTo(201);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
