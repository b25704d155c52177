package dev.slipway.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.slipway.deployer.release.Lease;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final Map<String, String> LEAST = Map.of(
            "SLIPWAY_QUEUE_URL", "https://sqs.eu-west-1.amazonaws.com/1/slipway",
            "SLIPWAY_TABLE", "slipway",
            "SLIPWAY_CONFIG", "/etc/slipway",
            "HOME", "/root");

    @Test
    void haveDefaults() {
        Map<String, String> environment = LEAST;

        Settings settings = SettingsReader.forRunning(environment, SettingsTest::nothing);

        assertThat(settings)
                .isEqualTo(new Settings(
                        "slipway",
                        "https://sqs.eu-west-1.amazonaws.com/1/slipway",
                        "slipway",
                        new ConfigLocation.Directory(Path.of("/etc/slipway")),
                        "127.0.0.1",
                        8080,
                        8,
                        Lease.DEFAULT));
    }

    @Test
    void comeFromAFileThatSetsAllOfThem() {
        String file = """
                prefix: other
                queueUrl: http://127.0.0.1:4566/1/other
                table: other-table
                config: conf
                httpHost: 0.0.0.0
                httpPort: 0
                concurrency: 3
                lease: 1m30s
                """;

        Settings settings = SettingsReader.forRunning(Map.of("SLIPWAY_SETTINGS", "s.yaml"), name -> Optional.of(file));

        assertThat(settings)
                .isEqualTo(new Settings(
                        "other",
                        "http://127.0.0.1:4566/1/other",
                        "other-table",
                        new ConfigLocation.Directory(Path.of("conf")),
                        "0.0.0.0",
                        0,
                        3,
                        new Lease(Duration.ofSeconds(90))));
        assertThat(Arrays.stream(Settings.class.getRecordComponents()).map(RecordComponent::getName))
                .allMatch(key -> file.contains(key + ":"))
                .containsExactlyElementsOf(SettingsReader.VARIABLES.keySet());
    }

    @Test
    void areTakenFromTheEnvironmentBeforeTheFile() {
        Map<String, String> environment = new HashMap<>(LEAST);
        environment.put("SLIPWAY_SETTINGS", "s.yaml");

        Settings settings = SettingsReader.forRunning(environment, name -> Optional.of("table: unused\nhttpPort: 9\n"));

        assertThat(settings.table()).isEqualTo("slipway");
        assertThat(settings.httpPort()).isEqualTo(9);
    }

    @Test
    void reportAllFaultsAtOnce() {
        Map<String, String> environment = Map.of(
                "SLIPWAY_SETTINGS", "s.yaml",
                "SLIPWAY_QUEUE_URL", "queue",
                "SLIPWAY_TABEL", "slipway",
                "SLIPWAY_CONFIG", "https://bucket/prefix",
                "SLIPWAY_HTTP_HOST", "localhost",
                "SLIPWAY_HTTP_PORT", "65536",
                "SLIPWAY_LEASE", "9s");

        Throwable faults = catchThrowable(() ->
                SettingsReader.forRunning(environment, name -> Optional.of("concurency: 1\nconcurrency: none\n")));

        assertThat(faults).hasMessage("""
                9 faults in the settings; nothing was started
                  s.yaml: 'concurency' is not a setting; did you mean 'concurrency'?
                  SLIPWAY_TABEL: is not a setting; did you mean 'SLIPWAY_TABLE'?
                  SLIPWAY_QUEUE_URL: 'queue' is not an 'http' or 'https' URL
                  SLIPWAY_TABLE: is not set; set it, or 'table' in the file that SLIPWAY_SETTINGS names
                  SLIPWAY_CONFIG: 'https://bucket/prefix' is not a directory or 's3://<bucket>/<prefix>'
                  SLIPWAY_HTTP_HOST: 'localhost' is not an IP address; '127.0.0.1' is this machine alone, '0.0.0.0' lets others ask
                  SLIPWAY_HTTP_PORT: '65536' is not a whole number from 0 to 65535
                  concurrency in s.yaml: 'none' is not a whole number from 1 to 64
                  SLIPWAY_LEASE: '9s' is not a time from '10s' to '5m', such as '30s'""");
    }

    @Test
    void sayThatTheirFileCanNotBeRead() {
        Map<String, String> environment = new HashMap<>(LEAST);
        environment.put("SLIPWAY_SETTINGS", "s.yaml");

        Throwable faults = catchThrowable(() -> SettingsReader.forRunning(environment, SettingsTest::nothing));

        assertThat(faults)
                .hasMessage("1 fault in the settings; nothing was started\n"
                        + "  SLIPWAY_SETTINGS: the file 's.yaml' can't be read");
    }

    @Test
    void sayThatTheirFileHoldsNoKeys() {
        Map<String, String> environment = new HashMap<>(LEAST);
        environment.put("SLIPWAY_SETTINGS", "s.yaml");

        Throwable faults = catchThrowable(() -> SettingsReader.forRunning(environment, name -> Optional.of("table")));

        assertThat(faults)
                .hasMessage("1 fault in the settings; nothing was started\n  s.yaml: holds no keys; write each as"
                        + " 'key: value', one of 'prefix', 'queueUrl', 'table', 'config', 'httpHost', 'httpPort',"
                        + " 'concurrency', 'lease'");
    }

    @Test
    void ofACommandAreCompletedByTheSharedParameter() {
        Map<String, String> parameters = Map.of("/prod/deployer", """
                {"queueUrl": "https://sqs/1/prod", "table": "prod", "config": "conf", "bucket": "of a newer version"}
                """);

        Settings settings = SettingsReader.forCommands(
                Map.of("SLIPWAY_PREFIX", "prod", "SLIPWAY_TABLE", "mine"),
                SettingsTest::nothing,
                name -> Optional.ofNullable(parameters.get(name)));

        assertThat(settings)
                .isEqualTo(new Settings(
                        "prod",
                        "https://sqs/1/prod",
                        "mine",
                        new ConfigLocation.Directory(Path.of("conf")),
                        "127.0.0.1",
                        8080,
                        8,
                        Lease.DEFAULT));
    }

    @Test
    void ofACommandNameTheParameterThatIsMissing() {
        Map<String, String> environment = new HashMap<>(LEAST);
        environment.remove("SLIPWAY_TABLE");

        Throwable faults = catchThrowable(
                () -> SettingsReader.forCommands(environment, SettingsTest::nothing, SettingsTest::nothing));

        assertThat(faults)
                .hasMessage("1 fault in the settings; nothing was started\n"
                        + "  SLIPWAY_TABLE: is not set; set it, or 'table' in the SSM parameter '/slipway/deployer'");
    }

    private static Optional<String> nothing(String name) {
        return Optional.empty();
    }

    @ParameterizedTest
    @CsvSource({
        "s3://config, s3://config",
        "s3://config/, s3://config",
        "s3://config/prod/eu/, s3://config/prod/eu",
        "/etc/slipway, /etc/slipway",
        "conf, conf"
    })
    void takesADirectoryOrAPartOfABucketForTheConfiguration(String written, String understood) {
        assertThat(ConfigLocation.parse(written).map(Object::toString)).contains(understood);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s3://", "s3://C", "s3:///prod", "file:///etc", "https://bucket"})
    void takesNoOtherUrlForTheConfiguration(String written) {
        assertThat(ConfigLocation.parse(written)).isEmpty();
    }
}
