package dev.slipway.smoke.parse;

import dev.slipway.smoke.suite.LatencyLimit;
import dev.slipway.smoke.suite.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The mappings with fixed keys in files of suites and targets: the one place that lists what each may hold. Open mappings,
 * such as {@code headers}, and those of predicates are not among them.
 */
public enum Block {
    SUITE(
            "a suite",
            "version",
            "suite",
            "tags",
            "variables",
            "secrets",
            "defaults",
            "failOnFlaky",
            "maxFlaky",
            "strictCleanup",
            "tests"),
    DEFAULTS("'defaults'", "timeout", "headers", "auth", "followRedirects", "httpVersion"),
    TEST(
            "a test",
            "name",
            "tags",
            "retries",
            "repeat",
            "latency",
            "data",
            "advisory",
            "failOnFlaky",
            "strictCleanup",
            "skip",
            "steps"),
    REPEAT("'repeat'", "count", "maxFailures", "concurrency"),
    LATENCY("'latency'", LatencyLimit.NAMES.toArray(String[]::new)),
    STEP("a step", stepKeys("capture", "poll", "cleanup")),
    CLEANUP_STEP("a clean-up step", stepKeys()),
    EXPECT("'expect'", "status", "headers", "json", "schema", "body", "duration", "tls", "sameAs"),
    BODY("'body'", "contains", "matches", "empty", "sha256", "maxBytes"),
    TLS("'tls'", "expiresAfter", "version"),
    SAME_AS("'sameAs'", "target", "ignore", "required"),
    POLL("'poll'", "every", "within", "stopOn"),
    STOP_ON("'stopOn'", "status"),
    CAPTURE("a capture", "json", "header", "status", "body", "secret"),
    AUTH("'auth'", "basic", "bearer"),
    BASIC("'basic'", "user", "password"),
    GRAPHQL("'graphql'", "query", "variables", "operation"),
    FILE("'file'", "path", "type"),
    PART("a part", "file", "type"),
    TARGETS("a file of targets", "targets"),
    TARGET("a target", "url", "connectTo", "allowWrites", "baseline", "family", "caFile", "certFile", "keyFile");

    private final String title;
    private final String keys;

    Block(String title, String... keys) {
        this.title = title;
        this.keys = String.join(" ", keys);
    }

    private static String[] stepKeys(String... more) {
        List<String> keys = new ArrayList<>();
        Arrays.stream(Method.values()).map(Method::key).forEach(keys::add);
        keys.addAll(List.of(
                "query",
                "headers",
                "auth",
                "json",
                "form",
                "text",
                "file",
                "multipart",
                "graphql",
                "timeout",
                "safe",
                "followRedirects",
                "httpVersion",
                "expect"));
        keys.addAll(List.of(more));
        return keys.toArray(String[]::new);
    }

    /** What it is, for texts: {@code a step}. */
    public String title() {
        return title;
    }

    /** Every key it may hold. */
    public List<String> keys() {
        return List.of(keys.split(" "));
    }
}
