package dev.slipway.sandbox.model.dynamo;

import com.fasterxml.jackson.databind.JsonNode;

/** The value of a key attribute, ordered as DynamoDB orders it: numbers by value, text and binary by bytes. */
record KeyValue(JsonNode value) implements Comparable<KeyValue> {

    @Override
    public int compareTo(KeyValue other) {
        return AttributeValues.order(value, other.value).orElseThrow();
    }
}
