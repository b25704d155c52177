package dev.slipway.sandbox.s3;

import dev.slipway.sandbox.wire.Inbound;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a request asks for, path-style.
 *
 * @param bucket empty for the account's own
 * @param key    empty for the bucket's own
 */
record Asked(String method, String bucket, String key, Map<String, String> query) {
    Asked {
        query = Collections.unmodifiableMap(new TreeMap<>(query));
    }

    static Asked by(Inbound request) {
        String path = request.path().substring(1);
        int slash = path.indexOf('/');
        return slash < 0
                ? new Asked(request.method(), decoded(path), "", query(request))
                : new Asked(
                        request.method(),
                        decoded(path.substring(0, slash)),
                        decoded(path.substring(slash + 1)),
                        query(request));
    }

    String parameter(String name, String otherwise) {
        return query.getOrDefault(name, otherwise);
    }

    private static Map<String, String> query(Inbound request) {
        var query = new TreeMap<String, String>();
        for (String pair : request.query().split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                query.put(
                        equals < 0 ? form(pair) : form(pair.substring(0, equals)),
                        equals < 0 ? "" : form(pair.substring(equals + 1)));
            }
        }
        query.remove("x-id"); // the SDK's own note of the operation
        return query;
    }

    /** In paths, a plus is a plus. */
    private static String decoded(String text) {
        return form(text.replace("+", "%2B"));
    }

    private static String form(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
