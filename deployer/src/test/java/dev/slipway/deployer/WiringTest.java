package dev.slipway.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.deployer.aws.AwsClients;
import dev.slipway.deployer.release.Lease;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

class WiringTest {
    private static final String SHARED = """
            {"Parameters": [{"Name": "/prod/deployer", "Version": 1, "LastModifiedDate": 1767268800, "Value":
              "{\\"queueUrl\\": \\"http://127.0.0.1/1/prod\\", \\"table\\": \\"prod\\", \\"config\\": \\"conf\\"}"}]}
            """;

    private HttpServer server;

    @BeforeEach
    void answerForAws() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] answer = SHARED.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void completesTheSettingsOfACommandFromTheSharedParameter() {
        Map<String, String> environment = Map.of("SLIPWAY_PREFIX", "prod");

        try (Wiring wiring = Wiring.forCommands(environment, access())) {
            assertThat(wiring.settings())
                    .isEqualTo(new Settings(
                            "prod",
                            "http://127.0.0.1/1/prod",
                            "prod",
                            new ConfigLocation.Directory(Path.of("conf")),
                            "127.0.0.1",
                            8080,
                            8,
                            Lease.DEFAULT));
        }
    }

    @Test
    void asksForBucketsByPathOnlyWhereS3IsSomebodysOwn() {
        var variables = List.of("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL_SQS");

        var owns = variables.stream()
                .map(variable ->
                        Wiring.access(Map.of(variable, "http://127.0.0.1:1")).ownEndpoint())
                .toList();

        assertThat(owns).containsExactly(true, true, false);
    }

    @Test
    void makesEveryPortOfARunningProcess() {
        Map<String, String> environment = Map.of(
                "SLIPWAY_QUEUE_URL",
                "http://127.0.0.1/1/slipway",
                "SLIPWAY_TABLE",
                "slipway",
                "SLIPWAY_CONFIG",
                "conf");

        try (Wiring wiring = Wiring.forRunning(environment, access())) {
            assertThat(wiring.ports()).hasNoNullFieldsOrProperties();
        }
    }

    @Test
    void asksAwsNothingIfTheSettingsOfAProcessAreFaulty() {
        Map<String, String> environment = Map.of("SLIPWAY_TABLE", "slipway");

        Throwable faults = catchThrowable(() -> Wiring.forRunning(environment, access()));

        assertThat(faults).isInstanceOf(FaultySettings.class).hasMessageContaining("SLIPWAY_QUEUE_URL: is not set");
    }

    private AwsClients.Access access() {
        return new AwsClients.Access(
                Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
                Optional.of(Region.EU_WEST_1),
                true,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")));
    }
}
