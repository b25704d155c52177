package dev.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares a text with the file that holds its agreed wording. {@code -Dgolden.write=true} writes the files instead, for
 * a reader to review in the diff.
 */
public final class Golden {
    private static final Path RESOURCES = Path.of("src", "test", "resources");

    private Golden() {}

    /**
     * Fails unless {@code actual} is word for word what {@code src/test/resources/<name>} says.
     *
     * @param name relative to the module's test resources
     */
    public static void matches(String name, String actual) {
        Path file = RESOURCES.resolve(name);
        try {
            if (Boolean.getBoolean("golden.write")) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, actual);
            }
            assertThat(file).as("golden file (-Dgolden.write=true writes it)").exists();
            assertThat(actual).as(file.toString()).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
