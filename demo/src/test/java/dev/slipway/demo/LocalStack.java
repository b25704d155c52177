package dev.slipway.demo;

import dev.slipway.demo.stage.Names;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * One LocalStack for all tests of this JVM that want one. It is started by the first of them and goes with the JVM. It takes
 * an access key's id of twelve digits for the account.
 */
final class LocalStack {
    static final String ACCOUNT = "123456789012";

    private static final String ORIGINAL = "localstack/localstack";
    /** The build says which. */
    private static final String IMAGE = System.getProperty("localstack.image", ORIGINAL);

    private static final Duration TO_START = Duration.ofMinutes(3);

    private static final List<String> SERVICES = List.of("SQS", "EventBridge", "SSM", "S3");

    private LocalStack() {}

    private static final class Running {
        static final LocalStackContainer CONTAINER = started();

        private static LocalStackContainer started() {
            // Loaded before it says that it is ready: on a busy machine the first call would outlast its client's
            // patience.
            var container = new LocalStackContainer(DockerImageName.parse(IMAGE).asCompatibleSubstituteFor(ORIGINAL))
                    .withServices("sqs", "events", "ssm", "s3")
                    .withEnv("EAGER_SERVICE_LOADING", "1")
                    .withStartupTimeout(TO_START);
            container.start();
            return container;
        }
    }

    /** Why there is none to test with, as a skipped test shall tell it; empty if there is one. Never pulls. */
    static String absence() throws IOException {
        String engine = Engine.absence();
        if (!engine.isEmpty()) {
            return "SKIPPED: no Docker engine answers: " + engine;
        }
        return Engine.docker(Path.of("."), "image", "inspect", "--format", "{{.Id}}", IMAGE)
                                .status()
                        == 0
                ? ""
                : "SKIPPED: the Docker engine does not have the image '" + IMAGE + "': 'docker pull " + IMAGE
                        + "', or name another one by -Dlocalstack.image";
    }

    static URI endpoint() {
        return Running.CONTAINER.getEndpoint();
    }

    /** An AWS of which this is the part that carries messages and keeps files, and {@code rest} everything else. */
    static Names besides(String rest) {
        String here = endpoint().toString();
        Map<String, String> elsewhere = SERVICES.stream()
                .collect(Collectors.toMap(service -> service.toUpperCase(Locale.ROOT), service -> here));
        return new Names("eu-west-1", rest, ACCOUNT, elsewhere);
    }

    static S3Client s3() {
        return S3Client.builder()
                .endpointOverride(endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCOUNT, ACCOUNT)))
                .forcePathStyle(true)
                .build();
    }
}
