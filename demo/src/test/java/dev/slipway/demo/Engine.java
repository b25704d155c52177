package dev.slipway.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Docker engine of this machine, by its command. */
final class Engine {
    private Engine() {}

    /**
     * How the command ended.
     *
     * @param printed on both streams
     */
    record Ran(int status, String printed) {}

    /** Why there is none to test with; empty if one answers. */
    static String absence() {
        try {
            Ran asked = docker(Path.of("."), "version", "--format", "{{.Server.Version}}");
            return asked.status() == 0 ? "" : asked.printed().strip();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Runs {@code docker}, with the files of {@code directory}. */
    static Ran docker(Path directory, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.onExit().join().exitValue(), printed);
    }

    /** The containers that a sandbox runs, known by the registry that their images came from. */
    static List<String> containersOf(String endpoint) throws IOException {
        String registry = endpoint.replace("http://", "");
        return docker(Path.of("."), "ps", "--all", "--no-trunc", "--format", "{{.ID}} {{.Image}}")
                .printed()
                .lines()
                .filter(line -> line.contains(registry))
                .toList();
    }

    /** The images that the engine pulled for a sandbox; not those that somebody gave a tag. */
    static List<String> imagesOf(String endpoint) throws IOException {
        String registry = endpoint.replace("http://", "");
        return docker(Path.of("."), "images", "--all", "--format", "{{.Repository}}:{{.Tag}}")
                .printed()
                .lines()
                .filter(line -> line.startsWith(registry) && line.endsWith("<none>"))
                .toList();
    }
}
