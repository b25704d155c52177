package dev.slipway.smoke.parse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads {@code data}: rows of values, each of which runs the test once. */
record DataRows(Faults faults) {
    private static final int MOST = 1000;
    private static final int LONGEST_SUFFIX = 80;

    /**
     * One row.
     *
     * @param suffix tells its test from the others: <code> [1: id=7]</code>
     */
    record Row(String suffix, Map<String, JsonNode> values) {
        Row {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /** The rows; {@code names} grows by their columns. */
    List<Row> parse(Fields test, Names names) {
        List<Node.Mapping> rows = test.list("data", node -> Fields.mapping(node, "a row of 'data'", faults));
        if (rows.size() > MOST) {
            faults.add(test.entry("data").orElseThrow().at(), "'data' has more than " + MOST + " rows");
        }
        List<Row> read = new ArrayList<>();
        if (!rows.isEmpty()) {
            rows.getFirst().entries().forEach(entry -> names.declare(entry.key(), entry.at(), "the column"));
            rows.forEach(row -> read.add(row(read.size() + 1, row, rows.getFirst())));
        }
        return read;
    }

    private Row row(int number, Node.Mapping row, Node.Mapping first) {
        List<String> columns = keys(first);
        if (columns.isEmpty()) {
            faults.add(row.at(), "a row of 'data' names a value at least");
        }
        List<String> own = keys(row);
        columns.stream()
                .filter(column -> !own.contains(column))
                .forEach(column -> faults.add(row.at(), "this row has no '" + column + "', as the first one has"));
        Map<String, JsonNode> values = new LinkedHashMap<>();
        for (Node.Entry entry : row.entries()) {
            if (!columns.contains(entry.key())) {
                faults.add(entry.at(), "the first row has no '" + entry.key() + "'; give all rows the same columns");
            }
            value(entry).ifPresent(value -> values.put(entry.key(), value));
        }
        String text = values.entrySet().stream()
                .map(one -> one.getKey() + "=" + one.getValue().asText())
                .collect(Collectors.joining(", "));
        String shown = text.length() <= LONGEST_SUFFIX ? text : text.substring(0, LONGEST_SUFFIX) + "…";
        return new Row(" [" + number + ": " + shown + "]", values);
    }

    private Optional<JsonNode> value(Node.Entry entry) {
        JsonNode value = entry.value().toJson();
        if (value.isContainerNode()) {
            faults.add(
                    entry.value().at(),
                    "'" + entry.key() + "' of a row takes a scalar, but got "
                            + entry.value().kind());
            return Optional.empty();
        }
        if (value.isTextual() && value.textValue().contains("${")) {
            faults.add(entry.value().at(), "a row's value takes no variables");
        }
        return Optional.of(value);
    }

    private static List<String> keys(Node.Mapping mapping) {
        return mapping.entries().stream().map(Node.Entry::key).toList();
    }
}
