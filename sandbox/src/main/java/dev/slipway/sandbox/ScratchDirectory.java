package dev.slipway.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A directory for as long as a sandbox runs. What a killed sandbox left behind is removed by the next one. */
final class ScratchDirectory implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("slipway-sandbox-(\\d{1,18})-.*");

    private final Path path;

    private ScratchDirectory(Path path) {
        this.path = path;
    }

    /** A new one below {@code parent}, named after this process. */
    static ScratchDirectory below(Path parent) throws IOException {
        for (Path left : leftBehind(parent)) {
            remove(left);
        }
        String prefix = "slipway-sandbox-" + ProcessHandle.current().pid() + "-";
        return new ScratchDirectory(Files.createTempDirectory(parent, prefix));
    }

    private static List<Path> leftBehind(Path parent) throws IOException {
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.filter(entry -> isLeftBehind(entry.getFileName().toString()))
                    .toList();
        }
    }

    private static boolean isLeftBehind(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches()
                && ProcessHandle.of(Long.parseLong(matcher.group(1))).isEmpty();
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            remove(path);
        } catch (IOException e) {
            throw new UncheckedIOException("the directory " + path + " can't be removed", e);
        }
    }

    private static void remove(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                // An image may contain directories that nobody may write to.
                var ignored = directory.toFile().setWritable(true, true);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
