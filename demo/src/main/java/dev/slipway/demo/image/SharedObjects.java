package dev.slipway.demo.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The C library's files without which a Java runtime does not start: all that its own files name, and name lookup. */
final class SharedObjects {
    private static final Pattern RESOLVED = Pattern.compile("(?:=> )?(/\\S+) \\(0x[0-9a-f]+\\)");
    private static final List<String> LOOKUP = List.of("libresolv.so.2", "libnss_dns.so.2", "libnss_files.so.2");

    private SharedObjects() {}

    /**
     * The files outside {@code runtime} that its programs and libraries load, sorted, by the name they are asked for.
     *
     * @throws ImageFailure if {@code ldd} is missing or refuses
     */
    static List<Path> neededBy(Path runtime) {
        var command = new ArrayList<>(List.of("ldd", runtime.resolve("bin/java").toString()));
        command.addAll(libraries(runtime));
        var needed = new TreeSet<Path>();
        for (Path found : parse(Tool.run(command))) {
            if (!found.normalize().startsWith(runtime)) {
                needed.add(found);
            }
        }
        for (Path found : List.copyOf(needed)) {
            if (found.endsWith("libc.so.6")) {
                LOOKUP.stream().map(found::resolveSibling).filter(Files::exists).forEach(needed::add);
            }
        }
        return List.copyOf(needed);
    }

    /** The absolute paths in what {@code ldd} printed; those the kernel provides have none. */
    static List<Path> parse(String printed) {
        return RESOLVED.matcher(printed)
                .results()
                .map(match -> Path.of(match.group(1)))
                .distinct()
                .toList();
    }

    private static List<String> libraries(Path runtime) {
        try (Stream<Path> files = Files.walk(runtime.resolve("lib"))) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".so"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read '" + runtime + "'", e);
        }
    }
}
