package dev.slipway.deployer.config;

import dev.slipway.deployer.reconcile.port.ConfigSource;
import dev.slipway.deployer.reconcile.port.ConfigSourceContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;

class DirectoryConfigSourceTest extends ConfigSourceContract {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    Path root;

    private int edits;

    @Override
    protected ConfigSource source() {
        return new TreeConfigSource(new ConfigDirectory(root), new LibrarySuites());
    }

    @Override
    protected void write(String path, String text) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, text);
            edits++;
            Files.setLastModifiedTime(file, FileTime.from(NOON.plusSeconds(edits)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
