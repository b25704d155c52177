package dev.slipway.app;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * One request, as far as the app looks at it.
 *
 * @param query as sent, still percent-encoded; empty if there is none
 */
record Question(String method, String path, String query) {

    static Question from(String method, URI uri) {
        return new Question(
                method, uri.getPath(), Optional.ofNullable(uri.getRawQuery()).orElse(""));
    }

    /** The first value of a query parameter; empty if it is missing or blank. */
    Optional<String> parameter(String name) {
        return Arrays.stream(query.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2 && decode(pair[0]).equals(name))
                .map(pair -> decode(pair[1]))
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a lone '%' is itself
        }
    }
}
