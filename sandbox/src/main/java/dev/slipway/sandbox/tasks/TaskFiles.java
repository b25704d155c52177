package dev.slipway.sandbox.tasks;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where tasks keep their files: under the sandbox's work directory.
 *
 * @param directory the work directory
 */
public record TaskFiles(Path directory) {
    private static final int TAIL_BYTES = 8192;

    /** What the container wrote to its standard output and standard error. */
    public Path log(String taskArn, String container) {
        return directory.resolve("logs").resolve(taskId(taskArn)).resolve(safe(container) + ".log");
    }

    /** The last lines of the container's log, at most {@code count}; none if it wrote nothing. */
    public List<String> lastLines(String taskArn, String container, int count) {
        try (var log = Files.newByteChannel(log(taskArn, container))) {
            log.position(Math.max(0, log.size() - TAIL_BYTES));
            byte[] bytes = Channels.newInputStream(log).readAllBytes();
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return List.copyOf(lines.subList(Math.max(0, lines.size() - count), lines.size()));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** A new empty directory of a container's own, for as long as it runs. */
    Path scratch(String taskArn, String container) throws IOException {
        Path parent = Files.createDirectories(directory.resolve("tasks"));
        return Files.createTempDirectory(parent, taskId(taskArn) + "-" + safe(container) + "-");
    }

    /** Where the images' layers are unpacked. */
    Path images() {
        return directory.resolve("images");
    }

    /** The last part of an ARN. */
    static String taskId(String taskArn) {
        return safe(taskArn.substring(taskArn.lastIndexOf('/') + 1));
    }

    private static String safe(String name) {
        return name.replaceAll("[^A-Za-z0-9_-]", "_");
    }
}
