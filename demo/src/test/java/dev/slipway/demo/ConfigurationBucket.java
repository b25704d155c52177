package dev.slipway.demo;

import dev.slipway.demo.stage.ConfigurationTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket that a team copies its configuration into, as {@code aws s3 sync} does. */
record ConfigurationBucket(S3Client s3, String name) implements AutoCloseable {
    private static final String PREFIX = "config/";

    /** A new one, which {@link #close} leaves behind. */
    static ConfigurationBucket create(S3Client s3) {
        String name = "slipway-" + UUID.randomUUID();
        s3.createBucket(request ->
                request.bucket(name).createBucketConfiguration(where -> where.locationConstraint("eu-west-1")));
        return new ConfigurationBucket(s3, name);
    }

    /** As the deployer's settings name it. */
    String location() {
        return "s3://" + name + "/" + PREFIX.substring(0, PREFIX.length() - 1);
    }

    /** Copies every file of the tree. */
    void take(ConfigurationTree tree) {
        try (Stream<Path> files = Files.walk(tree.root())) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> s3.putObject(
                            request -> request.bucket(name)
                                    .key(PREFIX + tree.root().relativize(file)),
                            RequestBody.fromFile(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        s3.close();
    }
}
