package dev.slipway.smoke.judge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When two JSON values are the same: typed, numbers by mathematical value, objects whatever their order. */
final class Same {
    private static final int MOST_DIFFERENCES = 10;

    private Same() {}

    static boolean is(JsonNode expected, JsonNode actual) {
        return differences("", expected, actual).isEmpty();
    }

    /** The differing paths with both values, ten at most; empty if the values are the same. */
    static List<Difference> differences(String path, JsonNode expected, JsonNode actual) {
        List<Difference> found = new ArrayList<>();
        collect(path, expected, actual, found, MOST_DIFFERENCES);
        return found;
    }

    /** All of them, from the root. */
    static List<Difference> allDifferences(JsonNode expected, JsonNode actual) {
        List<Difference> found = new ArrayList<>();
        collect("", expected, actual, found, Integer.MAX_VALUE);
        return found;
    }

    private static void collect(String path, JsonNode expected, JsonNode actual, List<Difference> found, int most) {
        if (found.size() >= most) {
            return;
        }
        if (expected.isObject() && actual.isObject()) {
            collectFields(path, expected, actual, found, most);
        } else if (expected.isArray() && actual.isArray()) {
            collectElements(path, expected, actual, found, most);
        } else if (!isSameScalar(expected, actual)) {
            found.add(
                    new Difference(name(path), Optional.of(TypedText.of(expected)), Optional.of(TypedText.of(actual))));
        }
    }

    private static void collectFields(
            String path, JsonNode expected, JsonNode actual, List<Difference> found, int most) {
        expected.properties().forEach(field -> {
            String inner = inner(path, field.getKey());
            JsonNode other = actual.get(field.getKey());
            if (other == null) {
                found.add(new Difference(inner, Optional.of(TypedText.of(field.getValue())), Optional.empty()));
            } else {
                collect(inner, field.getValue(), other, found, most);
            }
        });
        actual.properties().stream()
                .filter(field -> !expected.has(field.getKey()))
                .forEach(field -> found.add(new Difference(
                        inner(path, field.getKey()), Optional.empty(), Optional.of(TypedText.of(field.getValue())))));
    }

    private static void collectElements(
            String path, JsonNode expected, JsonNode actual, List<Difference> found, int most) {
        for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
            collect(path + "[" + i + "]", expected.get(i), actual.get(i), found, most);
        }
        if (expected.size() != actual.size()) {
            found.add(new Difference(
                    name(path),
                    Optional.of(expected.size() + " elements"),
                    Optional.of(String.valueOf(actual.size()))));
        }
    }

    private static boolean isSameScalar(JsonNode expected, JsonNode actual) {
        if (expected.isNumber() && actual.isNumber()) {
            return expected.decimalValue().compareTo(actual.decimalValue()) == 0;
        }
        return expected.getNodeType() == actual.getNodeType() && !expected.isContainerNode() && expected.equals(actual);
    }

    private static String inner(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String name(String path) {
        return path.isEmpty() ? "@" : path;
    }
}
