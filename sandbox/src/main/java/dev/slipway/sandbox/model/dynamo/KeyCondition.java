package dev.slipway.sandbox.model.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.dynamo.Condition.Operand;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which items a query is about: one hash key, and what the range key must fulfil.
 *
 * @param range null if any range key will do
 */
record KeyCondition(KeyValue hash, @Nullable Condition range) {
    private static final List<String> OF_RANGE = List.of("=", "<", "<=", ">", ">=");

    /**
     * The key condition that an expression is.
     *
     * @throws AwsRefusal {@code ValidationException} if a query can't be answered by it
     */
    static KeyCondition of(KeySchema keys, String expression, Placeholders placeholders) {
        var parts = new ArrayList<Condition>();
        collect(Parser.condition("KeyConditionExpression", expression, placeholders), parts);
        KeyValue hash = null;
        Condition range = null;
        for (Condition part : parts) {
            String name = attribute(part);
            if (name.equals(keys.hash().name()) && hash == null && part instanceof Condition.Compare compare) {
                hash = equal(compare, keys.hash());
            } else if (keys.range() != null && name.equals(keys.range().name()) && range == null) {
                range = checkedRange(part);
            } else {
                throw AttributeValues.invalid("Query condition missed key schema element: "
                        + (hash == null ? keys.hash().name() : name));
            }
        }
        if (hash == null) {
            throw AttributeValues.invalid(
                    "Query condition missed key schema element: " + keys.hash().name());
        }
        return new KeyCondition(hash, range);
    }

    private static void collect(Condition condition, List<Condition> parts) {
        if (condition instanceof Condition.And both) {
            collect(both.left(), parts);
            collect(both.right(), parts);
        } else {
            parts.add(condition);
        }
    }

    private static String attribute(Condition part) {
        Operand operand = switch (part) {
            case Condition.Compare compare -> compare.left();
            case Condition.Between between -> between.value();
            case Condition.BeginsWith begins -> begins.value();
            default -> throw unsupported();
        };
        if (operand instanceof Operand.At at && at.path().isPlain()) {
            return at.path().root();
        }
        throw unsupported();
    }

    private static KeyValue equal(Condition.Compare compare, KeySchema.Attribute key) {
        if (!compare.operator().equals("=") || !(compare.right() instanceof Operand.Value(JsonNode value))) {
            throw AttributeValues.invalid("Query key condition not supported");
        }
        if (!value.has(key.type())) {
            throw AttributeValues.invalid("One or more parameter values were invalid: Condition parameter type does not"
                    + " match schema type");
        }
        return new KeyValue(value);
    }

    private static Condition checkedRange(Condition part) {
        if (part instanceof Condition.Compare compare && !OF_RANGE.contains(compare.operator())) {
            throw unsupported();
        }
        return part;
    }

    private static AwsRefusal unsupported() {
        return AttributeValues.invalid("Invalid operator used in KeyConditionExpression");
    }
}
