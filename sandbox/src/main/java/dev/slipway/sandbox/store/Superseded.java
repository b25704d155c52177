package dev.slipway.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The lines of a chronicle of which nothing is left but the items that tables have now: the writes of items. They depend on
 * nothing but earlier ones, nothing but later ones depends on them, and only the end of a table tells how many there were.
 */
final class Superseded {
    private static final Set<String> WRITES = Set.of("dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem");
    private static final Set<String> TABLES = Set.of("dynamodb:CreateTable", "dynamodb:DeleteTable");

    private final Map<String, Lines> byTable = new TreeMap<>();

    private static final class Lines {
        final BitSet numbers = new BitSet();
        long bytes;
    }

    /** Takes note of a line; its number counts from 1. */
    void read(String call, JsonNode members, int number, long bytes) {
        String name = members.path("TableName").asText();
        String table = name.substring(name.lastIndexOf('/') + 1);
        if (TABLES.contains(call)) {
            // What deleting a table answers tells its items, so what was written before stays written.
            byTable.remove(table);
        } else if (WRITES.contains(call)) {
            Lines lines = byTable.computeIfAbsent(table, key -> new Lines());
            lines.numbers.set(number);
            lines.bytes += bytes;
        }
    }

    /** How much of the file they are. */
    long bytes() {
        return byTable.values().stream().mapToLong(lines -> lines.bytes).sum();
    }

    /** Their numbers. */
    BitSet numbers() {
        var all = new BitSet();
        List<Lines> each = new ArrayList<>(byTable.values());
        each.forEach(lines -> all.or(lines.numbers));
        return all;
    }

    /** Whether an item of this table comes from such lines alone. */
    boolean isOf(String table) {
        return byTable.containsKey(table);
    }
}
