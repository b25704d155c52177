package dev.slipway.sandbox.model.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.sandbox.model.dynamo.Dynamo.BillingModeSummary;
import dev.slipway.sandbox.model.dynamo.Dynamo.CreateTable;
import dev.slipway.sandbox.model.dynamo.Dynamo.ProvisionedThroughput;
import dev.slipway.sandbox.model.dynamo.Dynamo.TableDescription;
import dev.slipway.sandbox.model.dynamo.Dynamo.TimeToLiveSpecification;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A table and its items. */
final class Table {
    /** AWS's limit of an item. */
    private static final int MOST_ITEM_BYTES = 400 * 1024;

    final CreateTable creation;
    final KeySchema keys;
    final String arn;
    final Map<String, String> tags = new LinkedHashMap<>();
    final TreeMap<KeyValue, TreeMap<KeyValue, Map<String, JsonNode>>> items = new TreeMap<>();

    @Nullable
    TimeToLiveSpecification timeToLive;

    private final Instant created;
    private final String id;

    Table(CreateTable creation, String arn, String id, Instant created) {
        this.creation = creation;
        this.keys = KeySchema.of(creation);
        this.arn = arn;
        this.id = id;
        this.created = created;
        creation.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
    }

    boolean isProtected() {
        return creation.deletionProtectionEnabled() != null && creation.deletionProtectionEnabled();
    }

    /** The items under one hash key, by range key. */
    NavigableMap<KeyValue, Map<String, JsonNode>> under(KeyValue hash) {
        return Collections.unmodifiableNavigableMap(items.getOrDefault(hash, new TreeMap<>()));
    }

    @Nullable
    Map<String, JsonNode> find(Map<String, JsonNode> key) {
        return under(keys.hashOf(key)).get(keys.rangeOf(key));
    }

    void put(Map<String, JsonNode> item) {
        keys.checkItem(item);
        if (AttributeValues.sizeBytes(item) > MOST_ITEM_BYTES) {
            throw AttributeValues.invalid("Item size has exceeded the maximum allowed size");
        }
        items.computeIfAbsent(keys.hashOf(item), hash -> new TreeMap<>()).put(keys.rangeOf(item), item);
    }

    void remove(Map<String, JsonNode> key) {
        KeyValue hash = keys.hashOf(key);
        TreeMap<KeyValue, Map<String, JsonNode>> under = items.get(hash);
        if (under != null) {
            under.remove(keys.rangeOf(key));
            if (under.isEmpty()) {
                items.remove(hash);
            }
        }
    }

    TableDescription described(String status) {
        boolean onDemand = "PAY_PER_REQUEST".equals(creation.billingMode());
        ProvisionedThroughput asked = creation.provisionedThroughput();
        return new TableDescription(
                creation.attributeDefinitions(),
                creation.tableName(),
                creation.keySchema(),
                status,
                created,
                asked == null ? new ProvisionedThroughput(0, 0) : asked,
                items.values().stream()
                        .flatMap(under -> under.values().stream())
                        .mapToLong(AttributeValues::sizeBytes)
                        .sum(),
                items.values().stream().mapToLong(Map::size).sum(),
                arn,
                id,
                onDemand ? new BillingModeSummary("PAY_PER_REQUEST") : null,
                isProtected());
    }
}
