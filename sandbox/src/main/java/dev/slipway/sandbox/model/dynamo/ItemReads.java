package dev.slipway.sandbox.model.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Handlers;
import dev.slipway.sandbox.model.dynamo.Dynamo.BatchGetItem;
import dev.slipway.sandbox.model.dynamo.Dynamo.BatchGetItemOutput;
import dev.slipway.sandbox.model.dynamo.Dynamo.GetItem;
import dev.slipway.sandbox.model.dynamo.Dynamo.GetItemOutput;
import dev.slipway.sandbox.model.dynamo.Dynamo.PageOutput;
import dev.slipway.sandbox.model.dynamo.Dynamo.Query;
import dev.slipway.sandbox.model.dynamo.Dynamo.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The calls that read items. Every read is consistent. */
final class ItemReads {
    private static final int MOST_OF_A_BATCH = 100;

    private final Tables tables;

    ItemReads(Tables tables) {
        this.tables = tables;
    }

    void register(Handlers handlers) {
        handlers.on(GetItem.class, (call, now) -> get(call));
        handlers.on(BatchGetItem.class, (call, now) -> batch(call));
        handlers.on(Query.class, (call, now) -> query(call));
        handlers.on(Scan.class, (call, now) -> scan(call));
    }

    private GetItemOutput get(GetItem call) {
        Table table = tables.forItems(call.tableName());
        var placeholders = new Placeholders(call.expressionAttributeNames(), Map.of());
        List<Path> projection = projection(call.projectionExpression(), placeholders);
        placeholders.checkAllUsed();
        Map<String, JsonNode> key = AttributeValues.stored(call.key());
        table.keys.checkKey(key);
        Map<String, JsonNode> item = table.find(key);
        return new GetItemOutput(item == null ? null : projected(item, projection));
    }

    private BatchGetItemOutput batch(BatchGetItem call) {
        int asked = call.requestItems().values().stream()
                .mapToInt(keys -> keys.keys().size())
                .sum();
        if (asked > MOST_OF_A_BATCH) {
            throw AttributeValues.invalid("Too many items requested for the BatchGetItem call");
        }
        var responses = new TreeMap<String, List<Map<String, JsonNode>>>();
        call.requestItems().forEach((name, request) -> {
            var found = new ArrayList<Map<String, JsonNode>>();
            for (Map<String, JsonNode> key : request.keys()) {
                var get = new GetItem(name, key, request.projectionExpression(), request.expressionAttributeNames());
                Map<String, JsonNode> item = get(get).item();
                if (item != null) {
                    found.add(item);
                }
            }
            responses.put(name, found);
        });
        return new BatchGetItemOutput(responses, Map.of());
    }

    private PageOutput query(Query call) {
        Table table = tables.forItems(call.tableName());
        String expression = call.keyConditionExpression();
        if (expression == null) {
            throw AttributeValues.invalid(
                    "Either the KeyConditions or KeyConditionExpression parameter must be specified"
                            + " in the request.");
        }
        var placeholders = new Placeholders(call.expressionAttributeNames(), call.expressionAttributeValues());
        KeyCondition wanted = KeyCondition.of(table.keys, expression, placeholders);
        var page = new Page(table.keys, call.limit(), filter(call.filterExpression(), placeholders));
        List<Path> projection = projection(call.projectionExpression(), placeholders);
        placeholders.checkAllUsed();
        boolean forward = call.scanIndexForward() == null || call.scanIndexForward();
        NavigableMap<KeyValue, Map<String, JsonNode>> under = table.under(wanted.hash());
        NavigableMap<KeyValue, Map<String, JsonNode>> ordered = forward ? under : under.descendingMap();
        Map<String, JsonNode> start = start(table, call.exclusiveStartKey());
        var rest = start == null ? ordered : ordered.tailMap(table.keys.rangeOf(start), false);
        for (Map<String, JsonNode> item : rest.values()) {
            Condition range = wanted.range();
            if ((range == null || range.holdsFor(item)) && !page.take(item)) {
                break;
            }
        }
        return output(page, projection, call.select());
    }

    private PageOutput scan(Scan call) {
        Table table = tables.forItems(call.tableName());
        var placeholders = new Placeholders(call.expressionAttributeNames(), call.expressionAttributeValues());
        var page = new Page(table.keys, call.limit(), filter(call.filterExpression(), placeholders));
        List<Path> projection = projection(call.projectionExpression(), placeholders);
        placeholders.checkAllUsed();
        Map<String, JsonNode> start = start(table, call.exclusiveStartKey());
        var rest = start == null ? table.items : table.items.tailMap(table.keys.hashOf(start), true);
        for (var under : rest.entrySet()) {
            boolean within = start != null && under.getKey().compareTo(table.keys.hashOf(start)) == 0;
            var items = within && start != null
                    ? under.getValue().tailMap(table.keys.rangeOf(start), false)
                    : under.getValue();
            for (Map<String, JsonNode> item : items.values()) {
                if (!page.take(item)) {
                    return output(page, projection, call.select());
                }
            }
        }
        return output(page, projection, call.select());
    }

    private static @Nullable Map<String, JsonNode> start(Table table, @Nullable Map<String, JsonNode> key) {
        if (key == null || key.isEmpty()) {
            return null;
        }
        Map<String, JsonNode> start = AttributeValues.stored(key);
        table.keys.checkKey(start);
        return start;
    }

    private static @Nullable Condition filter(@Nullable String expression, Placeholders placeholders) {
        return expression == null ? null : Parser.condition("FilterExpression", expression, placeholders);
    }

    private static PageOutput output(Page page, List<Path> projection, @Nullable String select) {
        List<Map<String, JsonNode>> items =
                page.items().stream().map(item -> projected(item, projection)).toList();
        return new PageOutput("COUNT".equals(select) ? null : items, items.size(), page.scanned(), page.lastKey());
    }

    private static List<Path> projection(@Nullable String expression, Placeholders placeholders) {
        return expression == null ? List.of() : Parser.projection(expression, placeholders);
    }

    private static Map<String, JsonNode> projected(Map<String, JsonNode> item, List<Path> projection) {
        if (projection.isEmpty()) {
            return item;
        }
        var projected = new TreeMap<String, JsonNode>();
        for (Path path : projection) {
            JsonNode value = path.in(item);
            if (value != null) {
                put(projected, path, value);
            }
        }
        return projected;
    }

    private static void put(Map<String, JsonNode> into, Path path, JsonNode value) {
        if (path.isPlain()) {
            into.put(path.root(), value);
            return;
        }
        ObjectNode node = (ObjectNode) into.computeIfAbsent(path.root(), name -> JsonNodeFactory.instance.objectNode());
        for (Path.Step step : path.steps().subList(1, path.steps().size())) {
            if (step.name() == null) {
                throw AwsRefusal.notModelled("The sandbox does not model list indexes in a ProjectionExpression.");
            }
            node = node.withObject("/M").withObject("/" + step.name());
        }
        node.setAll((ObjectNode) value);
    }
}
