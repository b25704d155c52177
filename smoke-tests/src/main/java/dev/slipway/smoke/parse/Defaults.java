package dev.slipway.smoke.parse;

import dev.slipway.smoke.suite.HttpVersion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a suite says once for all its steps. */
record Defaults(
        Duration timeout,
        List<Node.Entry> headers,
        Optional<Node.Entry> auth,
        int followRedirects,
        HttpVersion version,
        boolean failsWhenFlaky,
        boolean strictCleanup) {
    private static final Duration MOST = Duration.ofSeconds(60);

    Defaults {
        headers = List.copyOf(headers);
    }

    /** What {@code suite} says, else: five seconds, HTTP/1.1, and nothing. */
    static Defaults of(Fields suite, Faults faults) {
        boolean failsWhenFlaky = suite.flag("failOnFlaky");
        boolean strictCleanup = suite.flag("strictCleanup");
        Fields fields = suite.mapping("defaults")
                .map(mapping -> new Fields(mapping, Block.DEFAULTS, faults))
                .orElseGet(() -> new Fields(new Node.Mapping(List.of(), suite.at()), Block.DEFAULTS, faults));
        Defaults defaults = new Defaults(
                fields.duration("timeout", MOST).orElse(Duration.ofSeconds(5)),
                fields.mapping("headers").map(Node.Mapping::entries).orElse(List.of()),
                fields.entry("auth"),
                fields.whole("followRedirects", 0, 0, 20),
                fields.version("httpVersion").orElse(HttpVersion.HTTP_1_1),
                failsWhenFlaky,
                strictCleanup);
        fields.done();
        return defaults;
    }
}
