package dev.slipway.demo.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The Java runtime inside an image: the JDK at {@code javaHome}, cut down by {@code jlink} to these modules. Linking
 * takes three seconds, so the result is kept under {@code cache}, by JDK and list of modules.
 */
record JavaRuntime(Path javaHome, Path cache, String modules) {
    /** What the app needs. */
    static final String FOR_THE_APP = "java.base,java.logging,jdk.httpserver";

    /**
     * The directory that holds {@code bin/java}; linked now if it is not in the cache yet.
     *
     * @throws ImageFailure if {@code jlink} is missing or fails
     */
    Path linked() {
        Path kept = cache.resolve("jre-" + fingerprint());
        if (Files.isExecutable(kept.resolve("bin/java"))) {
            return kept;
        }
        try {
            Files.createDirectories(cache);
            Path beside = Files.createTempDirectory(cache, "linking-");
            Path linked = beside.resolve("jre");
            Tool.run(jlink(linked));
            // Moved as a whole: whoever finds the directory finds it complete.
            try {
                Files.move(linked, kept);
            } catch (FileSystemException e) {
                // Somebody else was quicker; theirs is as good.
                if (!Files.isExecutable(kept.resolve("bin/java"))) {
                    throw e;
                }
            }
            Trees.delete(beside);
            return kept;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the Java runtime into '" + cache + "'", e);
        }
    }

    private List<String> jlink(Path output) {
        return List.of(
                javaHome.resolve("bin/jlink").toString(),
                "--add-modules",
                modules,
                "--strip-debug",
                "--no-man-pages",
                "--no-header-files",
                "--output",
                output.toString());
    }

    private String fingerprint() {
        try {
            var sum = new CRC32();
            sum.update(Files.readAllBytes(javaHome.resolve("release")));
            sum.update((javaHome + " " + modules).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().toHexDigits((int) sum.getValue());
        } catch (IOException e) {
            throw ImageFailure.noTool(javaHome.resolve("bin/jlink").toString(), e);
        }
    }
}
