package dev.slipway.sandbox.model.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A page of a query or scan while it is filled: it ends after {@code limit} items looked at, or one MB. */
final class Page {
    private static final int MOST_BYTES = 1024 * 1024;

    private final KeySchema keys;
    private final int limit;
    private final @Nullable Condition filter;
    private final List<Map<String, JsonNode>> items = new ArrayList<>();
    private int bytes;
    private int scanned;
    private @Nullable Map<String, JsonNode> lastKey;

    Page(KeySchema keys, @Nullable Integer limit, @Nullable Condition filter) {
        if (limit != null && limit < 1) {
            throw AttributeValues.invalid("1 validation error detected: Value '" + limit
                    + "' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1");
        }
        this.keys = keys;
        this.limit = limit == null ? Integer.MAX_VALUE : limit;
        this.filter = filter;
    }

    /** Looks at an item; false if the page is full now. */
    boolean take(Map<String, JsonNode> item) {
        scanned++;
        bytes += AttributeValues.sizeBytes(item);
        if (filter == null || filter.holdsFor(item)) {
            items.add(item);
        }
        boolean full = scanned == limit || bytes >= MOST_BYTES;
        // AWS tells the last key of a full page even if nothing follows.
        lastKey = full ? keys.keyOf(item) : null;
        return !full;
    }

    List<Map<String, JsonNode>> items() {
        return items;
    }

    int scanned() {
        return scanned;
    }

    @Nullable
    Map<String, JsonNode> lastKey() {
        return lastKey;
    }
}
