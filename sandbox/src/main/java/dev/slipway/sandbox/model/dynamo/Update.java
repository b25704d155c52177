package dev.slipway.sandbox.model.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.dynamo.Path.Step;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What {@code UpdateItem} does to an item: SET, REMOVE and ADD of numbers. All of it sees the item as it was before. */
final class Update {
    private static final String KIND = "UpdateExpression";

    /** Makes a value of the item as it was before; null for none. */
    private interface NewValue {
        @Nullable
        JsonNode of(Map<String, JsonNode> before);
    }

    /** Sets a path to a new value; removes it if that is null. */
    private record Change(Path path, NewValue value) {}

    private final List<Change> changes = new ArrayList<>();
    private final Tokens tokens;
    private final Parser parser;
    private final Placeholders placeholders;

    private Update(Tokens tokens, Placeholders placeholders) {
        this.tokens = tokens;
        this.placeholders = placeholders;
        this.parser = new Parser(tokens, placeholders);
    }

    static Update parse(String expression, Placeholders placeholders) {
        var update = new Update(new Tokens(KIND, expression), placeholders);
        while (!update.tokens.atEnd()) {
            update.clause();
        }
        return update;
    }

    /** The attributes that change. */
    List<String> attributes() {
        return changes.stream().map(change -> change.path().root()).distinct().toList();
    }

    /** The item afterwards. */
    Map<String, JsonNode> appliedTo(Map<String, JsonNode> before) {
        var after = new TreeMap<String, JsonNode>();
        before.forEach((name, value) -> after.put(name, value.deepCopy()));
        for (Change change : changes) {
            set(after, change.path(), change.value().of(before));
        }
        return after;
    }

    private void clause() {
        if (tokens.takeIf("SET")) {
            list(this::assignment);
        } else if (tokens.takeIf("REMOVE")) {
            list(() -> changes.add(new Change(parser.path(), before -> null)));
        } else if (tokens.takeIf("ADD")) {
            list(this::addition);
        } else if (tokens.takeIf("DELETE")) {
            throw AwsRefusal.notModelled("The sandbox models SET, REMOVE and ADD of UpdateExpression, not DELETE.");
        } else {
            throw tokens.unexpected();
        }
    }

    private void list(Runnable one) {
        do {
            one.run();
        } while (tokens.takeIf(","));
    }

    private void assignment() {
        Path path = parser.path();
        tokens.expect("=");
        Function<Map<String, JsonNode>, JsonNode> value = value();
        if (tokens.peek().equals("+") || tokens.peek().equals("-")) {
            boolean plus = tokens.take().equals("+");
            Function<Map<String, JsonNode>, JsonNode> left = value;
            Function<Map<String, JsonNode>, JsonNode> right = value();
            value = before -> sum(left.apply(before), right.apply(before), plus);
        }
        changes.add(new Change(path, value::apply));
    }

    private void addition() {
        Path path = parser.path();
        JsonNode added = placeholders.value(tokens.take(), KIND);
        changes.add(new Change(path, before -> {
            JsonNode present = path.in(before);
            return present == null ? added : sum(present, added, true);
        }));
    }

    private Function<Map<String, JsonNode>, JsonNode> value() {
        if (tokens.peekAfter().equals("(") && tokens.takeIf("IF_NOT_EXISTS")) {
            tokens.expect("(");
            Path path = parser.path();
            tokens.expect(",");
            Function<Map<String, JsonNode>, JsonNode> otherwise = value();
            tokens.expect(")");
            return before -> {
                JsonNode present = path.in(before);
                return present == null ? otherwise.apply(before) : present;
            };
        }
        if (tokens.peekAfter().equals("(") && tokens.takeIf("LIST_APPEND")) {
            tokens.expect("(");
            Function<Map<String, JsonNode>, JsonNode> first = value();
            tokens.expect(",");
            Function<Map<String, JsonNode>, JsonNode> second = value();
            tokens.expect(")");
            return before -> appended(first.apply(before), second.apply(before));
        }
        Condition.Operand operand = parser.operand();
        return before -> {
            JsonNode value = operand.in(before);
            if (value == null) {
                throw AttributeValues.invalid(
                        "The provided expression refers to an attribute that does not exist in the item");
            }
            return value;
        };
    }

    private static JsonNode sum(JsonNode left, JsonNode right, boolean plus) {
        if (!left.has("N") || !right.has("N")) {
            throw AttributeValues.invalid("An operand in the update expression has an incorrect data type");
        }
        var one = new BigDecimal(left.get("N").asText());
        var other = new BigDecimal(right.get("N").asText());
        BigDecimal sum = plus ? one.add(other) : one.subtract(other);
        return AttributeValues.stored(JsonNodeFactory.instance.objectNode().put("N", sum.toPlainString()));
    }

    private static JsonNode appended(JsonNode first, JsonNode second) {
        if (!(first.get("L") instanceof ArrayNode head) || !(second.get("L") instanceof ArrayNode tail)) {
            throw AttributeValues.invalid("An operand in the update expression has an incorrect data type");
        }
        ArrayNode all = JsonNodeFactory.instance.arrayNode().addAll(head).addAll(tail);
        return JsonNodeFactory.instance.objectNode().set("L", all);
    }

    private static void set(Map<String, JsonNode> item, Path path, @Nullable JsonNode value) {
        if (path.isPlain()) {
            if (value == null) {
                item.remove(path.root());
            } else {
                item.put(path.root(), value);
            }
            return;
        }
        JsonNode parent = new Path(path.steps().subList(0, path.steps().size() - 1)).in(item);
        Step last = path.steps().getLast();
        if (last.name() != null && parent != null && parent.get("M") instanceof ObjectNode members) {
            setMember(members, last.name(), value);
        } else if (last.name() == null && parent != null && parent.get("L") instanceof ArrayNode items) {
            setItem(items, last.index(), value);
        } else if (value != null) {
            throw AttributeValues.invalid("The document path provided in the update expression is invalid for update");
        }
    }

    private static void setMember(ObjectNode members, String name, @Nullable JsonNode value) {
        if (value == null) {
            members.remove(name);
        } else {
            members.set(name, value);
        }
    }

    private static void setItem(ArrayNode items, int index, @Nullable JsonNode value) {
        if (value == null) {
            items.remove(index);
        } else if (index < items.size()) {
            items.set(index, value);
        } else {
            items.add(value);
        }
    }
}
