package dev.slipway.sandbox.model.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Handlers;
import dev.slipway.sandbox.model.dynamo.Dynamo.DeleteItem;
import dev.slipway.sandbox.model.dynamo.Dynamo.PutItem;
import dev.slipway.sandbox.model.dynamo.Dynamo.UpdateItem;
import dev.slipway.sandbox.model.dynamo.Dynamo.WriteOutput;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The calls that write one item, on a condition or without. */
final class ItemWrites {
    private final Tables tables;

    ItemWrites(Tables tables) {
        this.tables = tables;
    }

    void register(Handlers handlers) {
        handlers.on(PutItem.class, (call, now) -> put(call));
        handlers.on(DeleteItem.class, (call, now) -> delete(call));
        handlers.on(UpdateItem.class, (call, now) -> update(call));
    }

    private WriteOutput put(PutItem call) {
        boolean old = wantsOld(call.returnValues());
        Table table = tables.forItems(call.tableName());
        var placeholders = new Placeholders(call.expressionAttributeNames(), call.expressionAttributeValues());
        Condition condition = condition(call.conditionExpression(), placeholders);
        placeholders.checkAllUsed();
        Map<String, JsonNode> item = AttributeValues.stored(call.item());
        table.keys.checkItem(item);
        Map<String, JsonNode> before = table.find(item);
        check(condition, before, call.returnValuesOnConditionCheckFailure());
        table.put(item);
        return new WriteOutput(old ? before : null);
    }

    private WriteOutput delete(DeleteItem call) {
        boolean old = wantsOld(call.returnValues());
        Table table = tables.forItems(call.tableName());
        var placeholders = new Placeholders(call.expressionAttributeNames(), call.expressionAttributeValues());
        Condition condition = condition(call.conditionExpression(), placeholders);
        placeholders.checkAllUsed();
        Map<String, JsonNode> key = AttributeValues.stored(call.key());
        table.keys.checkKey(key);
        Map<String, JsonNode> before = table.find(key);
        check(condition, before, call.returnValuesOnConditionCheckFailure());
        table.remove(key);
        return new WriteOutput(old ? before : null);
    }

    private WriteOutput update(UpdateItem call) {
        Table table = tables.forItems(call.tableName());
        var placeholders = new Placeholders(call.expressionAttributeNames(), call.expressionAttributeValues());
        Update update = call.updateExpression() == null ? null : Update.parse(call.updateExpression(), placeholders);
        Condition condition = condition(call.conditionExpression(), placeholders);
        placeholders.checkAllUsed();
        Map<String, JsonNode> key = AttributeValues.stored(call.key());
        table.keys.checkKey(key);
        List<String> changed = update == null ? List.of() : update.attributes();
        changed.stream().filter(table.keys::isKey).findFirst().ifPresent(name -> {
            throw AttributeValues.invalid("One or more parameter values were invalid: Cannot update attribute " + name
                    + ". This attribute is part of the key");
        });
        Map<String, JsonNode> before = table.find(key);
        check(condition, before, call.returnValuesOnConditionCheckFailure());
        Map<String, JsonNode> base = before == null ? key : before;
        Map<String, JsonNode> after = update == null ? base : update.appliedTo(base);
        table.put(after);
        return new WriteOutput(returned(call.returnValues(), before, after, changed));
    }

    private static @Nullable Map<String, JsonNode> returned(
            @Nullable String wanted,
            @Nullable Map<String, JsonNode> before,
            Map<String, JsonNode> after,
            List<String> changed) {
        return switch (wanted == null ? "NONE" : wanted) {
            case "ALL_OLD" -> before;
            case "ALL_NEW" -> after;
            case "UPDATED_OLD" -> before == null ? null : only(before, changed);
            case "UPDATED_NEW" -> only(after, changed);
            default -> null;
        };
    }

    private static Map<String, JsonNode> only(Map<String, JsonNode> item, List<String> names) {
        var some = new TreeMap<>(item);
        some.keySet().retainAll(names);
        return some;
    }

    private static boolean wantsOld(@Nullable String returnValues) {
        if (returnValues != null && !List.of("NONE", "ALL_OLD").contains(returnValues)) {
            throw AttributeValues.invalid("ReturnValues can only be ALL_OLD or NONE");
        }
        return "ALL_OLD".equals(returnValues);
    }

    private static @Nullable Condition condition(@Nullable String expression, Placeholders placeholders) {
        return expression == null ? null : Parser.condition("ConditionExpression", expression, placeholders);
    }

    private static void check(
            @Nullable Condition condition, @Nullable Map<String, JsonNode> before, @Nullable String returnOnFailure) {
        if (condition == null || condition.holdsFor(before == null ? new TreeMap<>() : before)) {
            return;
        }
        Map<String, Object> members =
                before != null && "ALL_OLD".equals(returnOnFailure) ? Map.of("Item", before) : Map.of();
        throw AwsRefusal.client("ConditionalCheckFailedException", "The conditional request failed", members);
    }
}
