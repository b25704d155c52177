package dev.slipway.deployer.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.slipway.deployer.reconcile.port.PortFailure;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class ConfigBucketOverTheWireTest {
    private static final ServedSandbox SERVED = ServedSandbox.withoutQueues();
    private static final S3Client S3 = SERVED.clients().s3();
    private static int count;

    private final TestClock clock = TestClock.at(TestClock.NOON);
    private String bucket = "";

    @AfterAll
    static void close() {
        SERVED.close();
    }

    @BeforeEach
    void aTreeBesideOtherThings() {
        bucket = "config-" + count++;
        S3.createBucket(create -> create.bucket(bucket));
        put("prod/services/a.yaml", "name: a");
        put("prod/suites/deep/er.yaml", "tests: [] # \u00e9");
        put("prod/services/.a.yaml.swp", "an editor's");
        put("prod/README.md", "not of the tree");
        put("production/services/b.yaml", "of another tree");
    }

    @Test
    void readsTheFilesOfItsTree() throws IOException {
        assertThat(files("prod").read())
                .isEqualTo(Map.of("services/a.yaml", "name: a", "suites/deep/er.yaml", "tests: [] # \u00e9"));
    }

    @Test
    void canBeTheWholeBucket() throws IOException {
        put("services/c.yaml", "name: c");

        assertThat(files("").read()).isEqualTo(Map.of("services/c.yaml", "name: c"));
    }

    @Test
    void seesAChangeAfterTenSeconds() throws IOException {
        ConfigBucket files = files("prod");
        String before = files.signature();
        put("prod/services/a.yaml", "name: changed");

        String atOnce = files.signature();
        clock.set(TestClock.NOON.plus(ConfigBucket.BETWEEN_LOOKS));
        String later = files.signature();

        assertThat(atOnce).isEqualTo(before);
        assertThat(later).isNotEqualTo(before);
    }

    @Test
    void readsTreesOfMoreThanAPage() throws IOException {
        for (int i = 0; i < 1001; i++) {
            put("big/services/" + i + ".yaml", "");
        }

        assertThat(files("big").signature().lines()).hasSize(1001);
    }

    @Test
    void saysThatThereIsNoTree() {
        Throwable failure = catchThrowable(() -> files("staging").signature());

        assertThat(failure)
                .isInstanceOf(IOException.class)
                .hasMessage("there is no object below 's3://" + bucket + "/staging/services/'");
    }

    @Test
    void saysThatThereIsNoBucket() {
        var files = new ConfigBucket(SERVED.clients(), clock, "nowhere", "prod");

        Throwable failure = catchThrowable(files::signature);

        assertThat(failure).isInstanceOf(PortFailure.class).hasMessageContaining("NoSuchBucket");
    }

    @Test
    void saysWhichFileIsNotText() {
        S3.putObject(
                put -> put.bucket(bucket).key("prod/suites/image.yaml"),
                RequestBody.fromBytes(new byte[] {(byte) 0xff, 0}));

        Throwable failure = catchThrowable(() -> files("prod").read());

        assertThat(failure)
                .isInstanceOf(IOException.class)
                .hasMessage("'s3://" + bucket + "/prod/suites/image.yaml' is not UTF-8");
    }

    private ConfigBucket files(String prefix) {
        return new ConfigBucket(SERVED.clients(), clock, bucket, prefix);
    }

    private void put(String key, String text) {
        S3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString(text));
    }
}
