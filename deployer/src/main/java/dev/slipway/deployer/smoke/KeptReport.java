package dev.slipway.deployer.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.smoke.report.JsonReport;
import dev.slipway.smoke.run.Report;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is kept of a run beside the release: failures first, and never more than an item of the journal holds. */
final class KeptReport {
    static final int MAX_BYTES = 256 * 1024;
    static final int MAX_BODIES = 20;
    private static final List<String> WORST_FIRST = List.of("failed", "error", "passed", "skipped");

    private KeptReport() {}

    /** JSON of at most 256 KiB. What had to be left out is counted in it. */
    static String of(Report report, String identity) {
        ObjectNode kept = JsonReport.of(report);
        List<ObjectNode> tests = tests(kept.remove("suites"));
        kept.put("identity", identity);
        ObjectNode counts = kept.putObject("counts");
        counts(tests).forEach(counts::put);
        tests.sort(Comparator.comparingInt(KeptReport::rank));
        int bodies = 0;
        for (ObjectNode test : tests) {
            if (rank(test) >= WORST_FIRST.indexOf("passed")
                    && !test.path("flaky").asBoolean()) {
                test.remove("attempts");
            }
            bodies = keepBodies(test, bodies);
        }
        return fit(kept, tests);
    }

    private static List<ObjectNode> tests(JsonNode suites) {
        List<ObjectNode> tests = new ArrayList<>();
        for (JsonNode suite : suites) {
            for (JsonNode test : suite.path("tests")) {
                tests.add(((ObjectNode) test).put("suite", suite.path("name").asText()));
            }
        }
        return tests;
    }

    private static SortedMap<String, Integer> counts(List<ObjectNode> tests) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        WORST_FIRST.forEach(outcome -> counts.put(outcome, 0));
        tests.forEach(test -> counts.merge(test.path("outcome").asText(), 1, Integer::sum));
        counts.put("flaky", (int)
                tests.stream().filter(test -> test.path("flaky").asBoolean()).count());
        return counts;
    }

    private static int rank(ObjectNode test) {
        return WORST_FIRST.indexOf(test.path("outcome").asText());
    }

    /** Leaves the excerpts of bodies in until there are twenty; answers with how many there are by now. */
    private static int keepBodies(ObjectNode test, int before) {
        int bodies = before;
        for (JsonNode response : test.findValues("response")) {
            if (response instanceof ObjectNode object && bodies >= MAX_BODIES) {
                object.remove("excerpt");
            }
            bodies++;
        }
        return bodies;
    }

    private static String fit(ObjectNode kept, List<ObjectNode> tests) {
        ArrayNode fitting = kept.putArray("tests");
        kept.put("testsLeftOut", tests.size());
        int bytes = bytes(kept);
        int leftOut = 0;
        for (ObjectNode test : tests) {
            ObjectNode shown = bytes + bytes(test) + 1 <= MAX_BYTES ? test : test.without(List.of("attempts"));
            if (bytes + bytes(shown) + 1 <= MAX_BYTES) {
                fitting.add(shown);
                bytes += bytes(shown) + 1;
            } else {
                leftOut++;
            }
        }
        kept.put("testsLeftOut", leftOut);
        return kept.toString();
    }

    private static int bytes(ObjectNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
