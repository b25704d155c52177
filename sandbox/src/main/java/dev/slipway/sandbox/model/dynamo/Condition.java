package dev.slipway.sandbox.model.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What an item may or may not fulfil. Values of different types are never ordered; a missing value equals nothing. */
sealed interface Condition {

    boolean holdsFor(Map<String, JsonNode> item);

    record And(Condition left, Condition right) implements Condition {
        @Override
        public boolean holdsFor(Map<String, JsonNode> item) {
            return left.holdsFor(item) && right.holdsFor(item);
        }
    }

    record Or(Condition left, Condition right) implements Condition {
        @Override
        public boolean holdsFor(Map<String, JsonNode> item) {
            return left.holdsFor(item) || right.holdsFor(item);
        }
    }

    record Not(Condition negated) implements Condition {
        @Override
        public boolean holdsFor(Map<String, JsonNode> item) {
            return !negated.holdsFor(item);
        }
    }

    /** One of {@code = <> < <= > >=}. */
    record Compare(String operator, Operand left, Operand right) implements Condition {
        @Override
        public boolean holdsFor(Map<String, JsonNode> item) {
            JsonNode one = left.in(item);
            JsonNode other = right.in(item);
            if (one == null || other == null) {
                return operator.equals("<>");
            }
            if (operator.equals("=") || operator.equals("<>")) {
                return AttributeValues.same(one, other) == operator.equals("=");
            }
            OptionalInt order = AttributeValues.order(one, other);
            return order.isPresent()
                    && switch (operator) {
                        case "<" -> order.getAsInt() < 0;
                        case "<=" -> order.getAsInt() <= 0;
                        case ">" -> order.getAsInt() > 0;
                        default -> order.getAsInt() >= 0;
                    };
        }
    }

    record Between(Operand value, Operand low, Operand high) implements Condition {
        @Override
        public boolean holdsFor(Map<String, JsonNode> item) {
            return new Compare(">=", value, low).holdsFor(item) && new Compare("<=", value, high).holdsFor(item);
        }
    }

    record In(Operand value, List<Operand> list) implements Condition {
        public In {
            list = List.copyOf(list);
        }

        @Override
        public boolean holdsFor(Map<String, JsonNode> item) {
            return list.stream().anyMatch(one -> new Compare("=", value, one).holdsFor(item));
        }
    }

    record Exists(Path path) implements Condition {
        @Override
        public boolean holdsFor(Map<String, JsonNode> item) {
            return path.in(item) != null;
        }
    }

    record HasType(Path path, Operand type) implements Condition {
        @Override
        public boolean holdsFor(Map<String, JsonNode> item) {
            JsonNode value = path.in(item);
            JsonNode wanted = type.in(item);
            return value != null && wanted != null && value.has(wanted.path("S").asText());
        }
    }

    record BeginsWith(Operand value, Operand prefix) implements Condition {
        @Override
        public boolean holdsFor(Map<String, JsonNode> item) {
            JsonNode whole = value.in(item);
            JsonNode beginning = prefix.in(item);
            return whole != null
                    && beginning != null
                    && whole.has("S")
                    && beginning.has("S")
                    && whole.get("S").asText().startsWith(beginning.get("S").asText());
        }
    }

    /** A part of a string, a member of a set or of a list. */
    record Contains(Path path, Operand part) implements Condition {
        @Override
        public boolean holdsFor(Map<String, JsonNode> item) {
            JsonNode whole = path.in(item);
            JsonNode wanted = part.in(item);
            if (whole == null || wanted == null) {
                return false;
            }
            String type = AttributeValues.type(whole);
            return switch (type) {
                case "S" ->
                    wanted.has("S")
                            && whole.get("S").asText().contains(wanted.get("S").asText());
                case "L" -> any(whole.get("L"), wanted);
                case "SS", "NS", "BS" -> {
                    String member = type.substring(0, 1);
                    yield any(wrapped(whole.get(type), member), wanted);
                }
                default -> false;
            };
        }

        private static JsonNode wrapped(JsonNode members, String type) {
            var values = JsonNodeFactory.instance.arrayNode();
            members.forEach(member -> values.addObject().set(type, member));
            return values;
        }

        private static boolean any(JsonNode values, JsonNode wanted) {
            for (JsonNode value : values) {
                if (AttributeValues.same(value, wanted)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Something with a value, or none. */
    sealed interface Operand {

        @Nullable
        JsonNode in(Map<String, JsonNode> item);

        record At(Path path) implements Operand {
            @Override
            public @Nullable JsonNode in(Map<String, JsonNode> item) {
                return path.in(item);
            }
        }

        record Value(JsonNode value) implements Operand {
            @Override
            public JsonNode in(Map<String, JsonNode> item) {
                return value;
            }
        }

        /** Characters of a string, bytes of a binary, members of everything else. */
        record Size(Path path) implements Operand {
            @Override
            public @Nullable JsonNode in(Map<String, JsonNode> item) {
                JsonNode value = path.in(item);
                if (value == null) {
                    return null;
                }
                int size = switch (AttributeValues.type(value)) {
                    case "S", "B" -> AttributeValues.sizeBytes(value);
                    case "M", "L", "SS", "NS", "BS" -> value.elements().next().size();
                    default -> -1;
                };
                return size < 0 ? null : JsonNodeFactory.instance.objectNode().put("N", Integer.toString(size));
            }
        }
    }
}
