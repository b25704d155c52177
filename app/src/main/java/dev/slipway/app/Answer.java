package dev.slipway.app;

import java.util.Map;

/**
 * What one request is answered with.
 *
 * @param status an HTTP status code
 */
record Answer(int status, String contentType, String body) {

    static Answer json(int status, Map<String, ?> object) {
        return new Answer(status, "application/json", JsonText.of(object) + "\n");
    }

    static Answer html(String page) {
        return new Answer(200, "text/html; charset=utf-8", page);
    }

    static Answer problem(int status, String what) {
        return json(status, Map.of("problem", what));
    }
}
