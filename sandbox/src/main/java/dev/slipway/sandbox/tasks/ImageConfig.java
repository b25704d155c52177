package dev.slipway.sandbox.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.sandbox.model.Emitted.ContainerSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an image says about how it is run.
 *
 * @param workingDirectory absolute
 * @param stopSignal       without {@code SIG}, for example {@code TERM}
 */
record ImageConfig(
        List<String> entryPoint,
        List<String> command,
        Map<String, String> environment,
        String workingDirectory,
        String stopSignal) {
    ImageConfig {
        entryPoint = List.copyOf(entryPoint);
        command = List.copyOf(command);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    /** Reads an image's configuration: the JSON that a manifest's {@code config} points to. */
    static ImageConfig from(JsonNode image) {
        JsonNode config = image.path("config");
        String directory = config.path("WorkingDir").asText("");
        String signal = config.path("StopSignal").asText("");
        return new ImageConfig(
                texts(config.path("Entrypoint")),
                texts(config.path("Cmd")),
                environment(texts(config.path("Env"))),
                directory.startsWith("/") ? directory : "/" + directory,
                signal.isEmpty() ? "TERM" : signal.replaceFirst("^SIG", ""));
    }

    /** The program and its arguments. An entry point of the task's drops the image's command, as Docker does. */
    List<String> commandLine(ContainerSpec spec) {
        List<String> line = new ArrayList<>(spec.entryPoint().isEmpty() ? entryPoint : spec.entryPoint());
        if (!spec.command().isEmpty()) {
            line.addAll(spec.command());
        } else if (spec.entryPoint().isEmpty()) {
            line.addAll(command);
        }
        return List.copyOf(line);
    }

    /** The image's environment with the task's on top. */
    Map<String, String> environment(ContainerSpec spec) {
        Map<String, String> both = new LinkedHashMap<>();
        both.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        both.put("HOME", "/root");
        both.putAll(environment);
        both.putAll(spec.environment());
        return both;
    }

    private static Map<String, String> environment(List<String> entries) {
        Map<String, String> read = new LinkedHashMap<>();
        for (String entry : entries) {
            int equals = entry.indexOf('=');
            read.put(equals < 0 ? entry : entry.substring(0, equals), equals < 0 ? "" : entry.substring(equals + 1));
        }
        return read;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return List.copyOf(texts);
    }
}
