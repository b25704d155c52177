package dev.slipway.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The fields of a query request, and the members they are the flattened form of. */
public record QueryForm(Map<String, String> fields) {
    public QueryForm {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** The fields of the body and of the query string. */
    public static QueryForm from(Inbound request) {
        var fields = new LinkedHashMap<String, String>();
        addTo(fields, request.query());
        if (request.header("content-type").startsWith("application/x-www-form-urlencoded")) {
            addTo(fields, new String(request.body(), StandardCharsets.UTF_8));
        }
        return new QueryForm(fields);
    }

    private static void addTo(Map<String, String> fields, String encoded) {
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The field's value; empty if it was not sent. */
    public String value(String name) {
        return fields.getOrDefault(name, "");
    }

    /** {@code A.member.2.B=c} as {@code {"A": [{"B": "c"}]}}, without {@code Action} and {@code Version}. */
    ObjectNode members() {
        var root = new TreeMap<String, Object>();
        fields.forEach((name, value) -> {
            if (!name.equals("Action") && !name.equals("Version")) {
                put(root, List.of(name.split("\\.")), value);
            }
        });
        return (ObjectNode) tree(root);
    }

    @SuppressWarnings("unchecked") // only this class puts maps in
    private static void put(Map<String, Object> into, List<String> path, String value) {
        if (path.size() == 1) {
            into.put(path.getFirst(), value);
        } else if (into.computeIfAbsent(path.getFirst(), name -> new TreeMap<String, Object>())
                instanceof Map<?, ?> map) {
            put((Map<String, Object>) map, path.subList(1, path.size()), value);
        }
    }

    private static JsonNode tree(Object node) {
        if (!(node instanceof Map<?, ?> map)) {
            return JsonNodeFactory.instance.textNode(node.toString());
        }
        if (map.size() == 1 && map.get("member") instanceof Map<?, ?> items) {
            return list(items);
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        map.forEach((name, value) -> object.set(name.toString(), tree(value)));
        return object;
    }

    private static ArrayNode list(Map<?, ?> items) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        items.entrySet().stream()
                .sorted(Comparator.comparingInt(item -> number(item.getKey())))
                .forEach(item -> array.add(tree(item.getValue())));
        return array;
    }

    private static int number(Object key) {
        String text = key.toString();
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : Integer.MAX_VALUE;
    }
}
