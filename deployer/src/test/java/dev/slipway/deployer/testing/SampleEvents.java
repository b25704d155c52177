package dev.slipway.deployer.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Events as EventBridge delivers them: those of AWS's documentation and of the field, with other names. */
public final class SampleEvents {
    private static final Path EVENTS = Path.of("src", "test", "resources", "events");

    private SampleEvents() {}

    /** The text of one. */
    public static String named(String name) {
        try {
            return Files.readString(EVENTS.resolve(name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException("there is no sample event '" + name + "'", e);
        }
    }

    /** Names of all, in alphabetical order. */
    public static List<String> names() {
        try (Stream<Path> files = Files.list(EVENTS)) {
            return files.map(file -> file.getFileName().toString())
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
