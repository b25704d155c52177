package dev.slipway.sandbox.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
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

    private final Map<String, Map<String, String>> byQueue = new ConcurrentHashMap<>();

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
    }
}
