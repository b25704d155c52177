package dev.slipway.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.sandbox.model.AwsRefusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What AWS's own models say of the values of one service's members: which texts there are, how they look, how long a text or
 * list and how great a number may be. The resource beside this class is made from botocore's models, and a test holds it to
 * them.
 */
final class Constraints {
    /** Anything may be anything. */
    static final Constraints NONE = new Constraints("");

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

    private final String service;
    private final Map<String, List<Constraint>> byPath = new HashMap<>();

    private Constraints(String service) {
        this.service = service;
    }

    /** What must hold of a value. */
    private interface Constraint {
        /** What a value fails to satisfy, in AWS's words; empty if it does. */
        Optional<String> broken(JsonNode value);
    }

    /** The constraints of a service, by the name with which its calls are signed; none if there are none. */
    static Constraints of(String service) {
        var constraints = new Constraints(service);
        try (InputStream in = Constraints.class.getResourceAsStream("constraints.txt")) {
            if (in == null) {
                throw new IllegalStateException("the resource constraints.txt is missing");
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> line.startsWith(service + " "))
                    .map(line -> line.split(" ", 4))
                    .forEach(words -> constraints
                            .byPath
                            .computeIfAbsent(words[1], path -> new ArrayList<>())
                            .add(constraint(words[2], words[3])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return constraints;
    }

    private static Constraint constraint(String kind, String text) {
        return switch (kind) {
            case "one-of" -> oneOf(List.of(text.split(" ", -1)));
            case "like" -> like(Pattern.compile(text));
            case "size" -> between(text, "length", Constraints::size);
            case "length" -> between(text, "length", Constraints::length);
            case "value" -> between(text, "value", Constraints::number);
            default -> throw new IllegalStateException("constraints.txt has a line of the kind '" + kind + "'");
        };
    }

    private static Constraint oneOf(List<String> values) {
        return value -> !value.isTextual() || values.contains(value.asText())
                ? Optional.empty()
                : Optional.of("Member must satisfy enum value set: [" + String.join(", ", values) + "]");
    }

    private static Constraint like(Pattern pattern) {
        return value -> !value.isTextual() || pattern.matcher(value.asText()).matches()
                ? Optional.empty()
                : Optional.of("Member must satisfy regular expression pattern: " + pattern);
    }

    private static Constraint between(String ends, String of, Measure measure) {
        long least = Long.parseLong(ends.substring(0, ends.indexOf(' ')));
        long most = Long.parseLong(ends.substring(ends.indexOf(' ') + 1));
        return value -> measure.of(value)
                .filter(size -> size < least || size > most)
                .map(size -> "Member must have " + of
                        + (size < least ? " greater than or equal to " + least : " less than or equal to " + most));
    }

    /** What of a value is measured; empty if it has no such thing. */
    private interface Measure {
        Optional<Long> of(JsonNode value);
    }

    private static Optional<Long> size(JsonNode value) {
        return value.isArray() ? Optional.of((long) value.size()) : Optional.empty();
    }

    private static Optional<Long> length(JsonNode value) {
        return value.isTextual() ? Optional.of((long) value.asText().length()) : Optional.empty();
    }

    private static Optional<Long> number(JsonNode value) {
        return NUMBER.matcher(value.asText()).matches()
                ? Optional.of(Long.parseLong(value.asText()))
                : Optional.empty();
    }

    /**
     * Checks one value.
     *
     * @param path such as {@code CreateRule.Actions.Type}
     * @throws AwsRefusal if AWS would not take it here
     */
    void check(String path, JsonNode value) {
        for (Constraint constraint : byPath.getOrDefault(path, List.of())) {
            constraint.broken(value).ifPresent(words -> {
                throw refused(path, value, words);
            });
        }
    }

    private AwsRefusal refused(String path, JsonNode value, String words) {
        String member = Arrays.stream(path.substring(path.indexOf('.') + 1).split("\\."))
                .map(name -> Character.toLowerCase(name.charAt(0)) + name.substring(1))
                .collect(Collectors.joining("."));
        if (service.equals("ecr")) {
            return AwsRefusal.client(
                    "InvalidParameterException",
                    "Invalid parameter at '" + member + "' failed to satisfy constraint: '" + words + "'");
        }
        String shown = value.isArray() ? value.toString() : value.asText();
        return AwsRefusal.client(
                "ValidationException",
                "1 validation error detected: Value '" + shown + "' at '" + member + "' failed to satisfy constraint: "
                        + words);
    }
}
