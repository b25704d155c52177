package dev.slipway.smoke.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.smoke.suite.SourceSpan;
import java.util.List;

/** A YAML value with the place it was written at. */
sealed interface Node {
    SourceSpan at();

    /** The value without its places. */
    JsonNode toJson();

    /** What kind of value it is, for texts: {@code a list}. */
    String kind();

    /** A key and its value. */
    record Entry(String key, SourceSpan at, Node value) {}

    /** A mapping without doubled keys, in file order. */
    record Mapping(List<Entry> entries, SourceSpan at) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public JsonNode toJson() {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            entries.forEach(entry -> node.set(entry.key(), entry.value().toJson()));
            return node;
        }

        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /** A list. */
    record Sequence(List<Node> elements, SourceSpan at) implements Node {
        public Sequence {
            elements = List.copyOf(elements);
        }

        @Override
        public JsonNode toJson() {
            ArrayNode node = JsonNodeFactory.instance.arrayNode();
            elements.forEach(element -> node.add(element.toJson()));
            return node;
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /**
     * A scalar.
     *
     * @param value typed by YAML 1.2's core schema
     * @param text as written, quotes removed
     */
    record Scalar(JsonNode value, String text, SourceSpan at) implements Node {
        @Override
        public JsonNode toJson() {
            return value;
        }

        @Override
        public String kind() {
            return switch (value.getNodeType()) {
                case NULL -> "nothing";
                case NUMBER -> "the number " + text;
                case BOOLEAN -> "the boolean " + text;
                default -> "the text '" + text + "'";
            };
        }
    }
}
