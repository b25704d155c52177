package dev.slipway.sandbox.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Queue attributes that ElasticMQ drops, with AWS's defaults. They are told as they were set and have no effect. */
final class KeptAttributes {
    private static final Map<String, String> DEFAULTS = new TreeMap<>(Map.of(
            "Policy", "",
            "RedriveAllowPolicy", "",
            "MaximumMessageSize", "1048576",
            "MessageRetentionPeriod", "345600",
            "SqsManagedSseEnabled", "true",
            "KmsMasterKeyId", "",
            "KmsDataKeyReusePeriodSeconds", ""));

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Map<String, String>> byQueue = new ConcurrentHashMap<>();

    private final Optional<Path> file;

    /**
     * The attributes that were kept before.
     *
     * @param file where they are kept from one process to the next; empty if nowhere
     */
    KeptAttributes(Optional<Path> file) {
        this.file = file;
        file.filter(Files::exists).ifPresent(this::read);
    }

    private void read(Path from) {
        try {
            JSON.readTree(from.toFile()).properties().forEach(queue -> {
                var kept = new ConcurrentHashMap<String, String>();
                queue.getValue()
                        .properties()
                        .forEach(attribute -> kept.put(
                                attribute.getKey(), attribute.getValue().asText()));
                byQueue.put(queue.getKey(), kept);
            });
        } catch (IOException e) {
            throw new UncheckedIOException("the queues' attributes in " + from + " can't be read", e);
        }
    }

    private synchronized void write() {
        file.ifPresent(to -> {
            try {
                Path fresh = to.resolveSibling(to.getFileName() + ".new");
                Files.write(fresh, JSON.writeValueAsBytes(new TreeMap<>(byQueue)));
                Files.move(fresh, to, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException("the queues' attributes can't be kept in " + to, e);
            }
        });
    }

    static boolean keeps(String attribute) {
        return DEFAULTS.containsKey(attribute);
    }

    /** Takes the attributes kept here out of {@code attributes} and keeps them. An empty value is none. */
    void take(String queue, ObjectNode attributes) {
        Map<String, String> kept = byQueue.computeIfAbsent(queue, name -> new ConcurrentHashMap<>());
        for (String name : DEFAULTS.keySet()) {
            JsonNode value = attributes.remove(name);
            if (value != null) {
                kept.put(name, value.asText());
            }
        }
        write();
    }

    /** All attributes kept of the queue that are not empty. */
    Map<String, String> of(String queue) {
        var all = new TreeMap<>(DEFAULTS);
        all.putAll(byQueue.getOrDefault(queue, Map.of()));
        all.values().removeIf(String::isEmpty);
        return all;
    }

    void forget(String queue) {
        byQueue.remove(queue);
        write();
    }
}
