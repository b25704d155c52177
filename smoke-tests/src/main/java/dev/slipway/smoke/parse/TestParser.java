package dev.slipway.smoke.parse;

import dev.slipway.smoke.suite.LatencyLimit;
import dev.slipway.smoke.suite.Repeat;
import dev.slipway.smoke.suite.SmokeTest;
import dev.slipway.smoke.suite.SourceSpan;
import dev.slipway.smoke.suite.Step;
import dev.slipway.smoke.suite.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the tests of one suite; one with rows of data becomes as many tests. */
final class TestParser {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private final Faults faults;
    private final StepParser steps;
    private final Defaults defaults;
    private final Map<String, SourceSpan> seen = new HashMap<>();

    TestParser(Faults faults, StepParser steps, Defaults defaults) {
        this.faults = faults;
        this.steps = steps;
        this.defaults = defaults;
    }

    List<SmokeTest> parse(Node node, Names names) {
        return Fields.mapping(node, "a test", faults)
                .map(mapping -> parse(mapping, names))
                .orElse(List.of());
    }

    private List<SmokeTest> parse(Node.Mapping mapping, Names names) {
        Fields fields = new Fields(mapping, Block.TEST, faults);
        Optional<Node.Scalar> name = fields.requiredText("name");
        name.ifPresent(this::unique);
        fields.require("steps");
        List<DataRows.Row> rows = new DataRows(faults).parse(fields, names);
        List<Step> parsed = fields.list("steps", step -> steps.parse(step, names));
        Optional<Repeat> repeat = fields.mapping("repeat").map(this::repeat);
        int retries = fields.whole("retries", 0, 0, 10);
        if (repeat.isPresent() && retries > 0) {
            faults.add(
                    fields.entry("retries").orElseThrow().at(),
                    "'retries' in a repeated test would forgive twice; 'maxFailures' says how many may fail");
        }
        SmokeTest test = new SmokeTest(
                name.map(Node.Scalar::text).orElse(""),
                fields.texts("tags"),
                retries,
                repeat,
                fields.mapping("latency").map(one -> latency(one, repeat)).orElse(List.of()),
                Map.of(),
                fields.flag("advisory"),
                fields.flag("failOnFlaky", defaults.failsWhenFlaky()),
                fields.flag("strictCleanup", defaults.strictCleanup()),
                fields.text("skip").map(Node.Scalar::text),
                parsed,
                mapping.at());
        fields.done();
        return fields.entry("data").isEmpty()
                ? List.of(test)
                : rows.stream()
                        .map(row -> test.onRow(row.suffix(), row.values()))
                        .toList();
    }

    private void unique(Node.Scalar name) {
        if (!Template.names(name.text()).isEmpty()) {
            faults.add(name.at(), "a test's name takes no variables");
            return;
        }
        SourceSpan first = seen.putIfAbsent(name.text(), name.at());
        if (first != null) {
            faults.add(name.at(), "a test is already called '" + name.text() + "' at line " + first.line());
        }
    }

    private Repeat repeat(Node.Mapping mapping) {
        Fields fields = new Fields(mapping, Block.REPEAT, faults);
        int count = fields.requiredWhole("count", 2, Repeat.MOST);
        int maxFailures = fields.whole("maxFailures", 0, 0, Repeat.MOST);
        int concurrency = fields.whole("concurrency", 1, 1, Repeat.MOST_AT_A_TIME);
        fields.done();
        if (maxFailures >= count) {
            faults.add(
                    fields.entry("maxFailures").map(Node.Entry::at).orElse(mapping.at()),
                    "'maxFailures' of " + maxFailures + " lets all " + count + " fail, so this could never fail");
        }
        if (concurrency > count) {
            faults.add(
                    fields.entry("concurrency").map(Node.Entry::at).orElse(mapping.at()),
                    "'concurrency' of " + concurrency + " is more than there are iterations, " + count);
        }
        return new Repeat(count, maxFailures, concurrency, mapping.at());
    }

    private List<LatencyLimit> latency(Node.Mapping mapping, Optional<Repeat> repeat) {
        Fields fields = new Fields(mapping, Block.LATENCY, faults);
        int count = repeat.map(Repeat::count).orElse(1);
        List<LatencyLimit> limits = new ArrayList<>();
        for (Node.Entry entry : fields.entries(LatencyLimit.NAMES)) {
            int least = LatencyLimit.leastCount(entry.key());
            if (count < least) {
                faults.add(
                        entry.at(),
                        "'" + entry.key() + "' means nothing below " + least + " iterations, and there "
                                + (count == 1 ? "is 1" : "are " + count)
                                + "; raise the count of 'repeat' or limit 'max'");
            }
            fields.duration(entry.key(), LONGEST)
                    .ifPresent(limit -> limits.add(new LatencyLimit(entry.key(), limit, entry.at())));
        }
        if (mapping.entries().isEmpty()) {
            faults.add(mapping.at(), "'latency' limits nothing; name one of " + String.join(", ", LatencyLimit.NAMES));
        }
        fields.done();
        return limits;
    }
}
