package dev.slipway.sandbox.wire;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An HTTP request as it came in.
 *
 * @param headers by lower-case name
 * @param query   the query string without its question mark; empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared with another one
public record Inbound(String method, String path, String query, Map<String, String> headers, byte[] body) {
    public Inbound {
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    }

    /** The header's value; empty if it was not sent. */
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** The same request for another target. */
    public Inbound withTarget(String target) {
        var changed = new TreeMap<>(headers);
        changed.put("x-amz-target", target);
        return new Inbound(method, path, query, changed, body);
    }
}
