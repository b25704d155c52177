package dev.slipway.demo.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A program that runs beside the demo.
 *
 * @param name what the story calls it
 * @param log  the file that takes what it prints
 */
public record RunningProgram(String name, Process process, Path log) {
    private static final int LINES_SHOWN = 25;

    /** The end of its log, for a message; empty if there is none. */
    String logEnd() {
        try {
            List<String> lines =
                    Files.readString(log, StandardCharsets.UTF_8).lines().toList();
            return lines.stream().skip(Math.max(0, lines.size() - LINES_SHOWN)).collect(Collectors.joining("\n"));
        } catch (IOException e) {
            return "";
        }
    }

    /** Asks it to end; after {@code patience} ends it, and all it started, by force. */
    void end(Duration patience) {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        // What outlives its parent by then was orphaned, and nobody else would end it.
        started.forEach(ProcessHandle::destroyForcibly);
    }
}
