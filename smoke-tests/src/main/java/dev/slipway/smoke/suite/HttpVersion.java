package dev.slipway.smoke.suite;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A version of HTTP a step can insist on. */
public enum HttpVersion {
    /** One request at a time on a connection. */
    HTTP_1_1("1.1"),
    /** By ALPN over TLS, with prior knowledge without it. */
    HTTP_2("2");

    private final String key;

    HttpVersion(String key) {
        this.key = key;
    }

    /** As suites write it. */
    public String key() {
        return key;
    }

    /** The version written so. */
    public static Optional<HttpVersion> parse(String text) {
        return Arrays.stream(values()).filter(one -> one.key.equals(text)).findFirst();
    }

    /** All, as suites write them. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(HttpVersion::key).toList();
    }
}
