package dev.slipway.deployer.aws;

import dev.slipway.deployer.config.LibrarySuites;
import dev.slipway.deployer.config.TreeConfigSource;
import dev.slipway.deployer.reconcile.port.ConfigSource;
import dev.slipway.deployer.reconcile.port.ConfigSourceContract;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import software.amazon.awssdk.core.sync.RequestBody;

class BucketConfigSourceOverTheWireTest extends ConfigSourceContract {
    private static final ServedSandbox SERVED = ServedSandbox.withoutQueues();
    private static final String BUCKET = "config-of-source";
    private static int trees;

    static {
        SERVED.clients().s3().createBucket(create -> create.bucket(BUCKET));
    }

    private final TestClock clock = TestClock.at(TestClock.NOON);
    private final String prefix = "tree-" + trees++;
    private Instant now = TestClock.NOON;

    @AfterAll
    static void close() {
        SERVED.close();
    }

    @Override
    protected ConfigSource source() {
        return new TreeConfigSource(new ConfigBucket(SERVED.clients(), clock, BUCKET, prefix), new LibrarySuites());
    }

    @Override
    protected void write(String path, String text) {
        SERVED.clients()
                .s3()
                .putObject(put -> put.bucket(BUCKET).key(prefix + "/" + path), RequestBody.fromString(text));
        now = now.plus(ConfigBucket.BETWEEN_LOOKS);
        clock.set(now);
    }
}
