package dev.slipway.smoke.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.smoke.judge.Assertion;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.run.AttemptReport;
import dev.slipway.smoke.run.LatencyReport;
import dev.slipway.smoke.run.Phases;
import dev.slipway.smoke.run.RepeatReport;
import dev.slipway.smoke.run.Report;
import dev.slipway.smoke.run.StepReport;
import dev.slipway.smoke.run.SuiteReport;
import dev.slipway.smoke.run.TestReport;
import java.time.Duration;
import java.util.Locale;

/**
 * A report as JSON, format 1: keys are only ever added. Durations are milliseconds. Its JSON Schema is the resource
 * {@code schemas/smoke-report-1.schema.json} of this module.
 */
public final class JsonReport {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private JsonReport() {}

    /** The whole run. */
    public static ObjectNode of(Report report) {
        ObjectNode node = JSON.objectNode()
                .put("format", 1)
                .put("verdict", report.verdict().name())
                .put("runId", report.runId())
                .put("target", report.target())
                .put("url", report.url())
                .put("engine", report.engine())
                .put("suitesHash", report.suitesHash())
                .put("startedAt", report.startedAt().toString())
                .put("durationMillis", millis(report.duration()));
        report.baseline().ifPresent(baseline -> node.put("baseline", baseline));
        report.seed().ifPresent(seed -> node.put("seed", seed));
        report.notes().forEach(node.putArray("notes")::add);
        ArrayNode suites = node.putArray("suites");
        report.suites().forEach(suite -> suites.add(suite(suite)));
        return node;
    }

    private static ObjectNode suite(SuiteReport suite) {
        ObjectNode node = JSON.objectNode()
                .put("name", suite.name())
                .put("file", suite.file())
                .put("hash", suite.hash());
        suite.failure().ifPresent(why -> node.put("failure", why));
        ArrayNode tests = node.putArray("tests");
        suite.tests().forEach(test -> tests.add(test(test)));
        return node;
    }

    private static ObjectNode test(TestReport test) {
        ObjectNode node = JSON.objectNode()
                .put("name", test.name())
                .put("outcome", test.outcome().name().toLowerCase(Locale.ROOT))
                .put("flaky", test.isFlaky())
                .put("advisory", test.advisory())
                .put("at", test.at().toString())
                .put("attemptsAllowed", test.attemptsAllowed());
        test.tags().forEach(node.putArray("tags")::add);
        test.note().ifPresent(note -> node.put("note", note));
        test.reason().map(Reason::slug).ifPresent(slug -> node.put("reason", slug));
        test.repeat().ifPresent(repeat -> node.set("repeat", repeat(repeat)));
        test.latency().ifPresent(latency -> node.set("latency", latency(latency)));
        ArrayNode attempts = node.putArray("attempts");
        test.attempts().forEach(attempt -> attempts.add(attempt(attempt)));
        return node;
    }

    private static ObjectNode repeat(RepeatReport repeat) {
        return JSON.objectNode()
                .put("count", repeat.count())
                .put("ran", repeat.ran())
                .put("failed", repeat.failed())
                .put("errors", repeat.errors())
                .put("maxFailures", repeat.maxFailures())
                .put("concurrency", repeat.concurrency())
                .put("odds", repeat.odds());
    }

    private static ObjectNode latency(LatencyReport latency) {
        ObjectNode node = JSON.objectNode()
                .put("samples", latency.samples())
                .put("p50Millis", Explained.millis(latency.p50()))
                .put("p90Millis", Explained.millis(latency.p90()))
                .put("p95Millis", Explained.millis(latency.p95()))
                .put("p99Millis", Explained.millis(latency.p99()))
                .put("maxMillis", Explained.millis(latency.max()));
        ArrayNode limits = node.putArray("limits");
        latency.limits().forEach(limit -> limits.add(assertion(limit)));
        return node;
    }

    private static ObjectNode attempt(AttemptReport attempt) {
        ObjectNode node = JSON.objectNode()
                .put("number", attempt.number())
                .put("outcome", attempt.outcome().name().toLowerCase(Locale.ROOT))
                .put("durationMillis", millis(attempt.duration()));
        ArrayNode steps = node.putArray("steps");
        attempt.steps().forEach(step -> steps.add(step(step)));
        ArrayNode cleanups = node.putArray("cleanups");
        attempt.cleanups().forEach(step -> cleanups.add(step(step)));
        return node;
    }

    private static ObjectNode step(StepReport step) {
        ObjectNode node = JSON.objectNode()
                .put("number", step.number())
                .put("at", step.at().toString())
                .put("method", step.method())
                .put("url", step.url())
                .put("outcome", step.outcome().name().toLowerCase(Locale.ROOT))
                .put("sentAt", step.sentAt().toString())
                .put("durationMillis", millis(step.duration()))
                .put("polls", step.polls())
                .put("waitedMillis", millis(step.waited()))
                .put("reconnected", step.reconnected());
        step.reason().map(Reason::slug).ifPresent(slug -> node.put("reason", slug));
        step.what().ifPresent(what -> node.put("what", what));
        node.set("phasesMillis", phases(step.phases()));
        step.hops().forEach(node.putArray("hops")::add);
        step.notes().forEach(node.putArray("notes")::add);
        step.remote().ifPresent(remote -> node.put("remote", remote));
        if (!step.curl().isEmpty()) {
            node.put("curl", step.curl());
        }
        ArrayNode assertions = node.putArray("assertions");
        step.assertions().forEach(one -> assertions.add(assertion(one)));
        step.response().ifPresent(response -> node.set("response", response(response)));
        return node;
    }

    private static ObjectNode phases(Phases phases) {
        return JSON.objectNode()
                .put("dns", Explained.millis(phases.dns()))
                .put("connect", Explained.millis(phases.connect()))
                .put("tls", Explained.millis(phases.tls()))
                .put("firstByte", Explained.millis(phases.firstByte()))
                .put("download", Explained.millis(phases.download()));
    }

    private static ObjectNode assertion(Assertion assertion) {
        ObjectNode node = JSON.objectNode().put("at", assertion.at().toString()).put("subject", assertion.subject());
        return switch (assertion) {
            case Assertion.Held held -> node.put("held", true);
            case Assertion.Advisory advisory -> assertion(advisory.broken()).put("advisory", true);
            case Assertion.Broken broken -> {
                node.put("held", false)
                        .put("reason", broken.reason().slug())
                        .put("what", broken.what())
                        .put("expected", broken.expected())
                        .put("actual", broken.actual());
                ArrayNode notes = node.putArray("notes");
                broken.differences().forEach(one -> notes.add(one.text()));
                broken.notes().forEach(notes::add);
                yield node;
            }
        };
    }

    private static ObjectNode response(StepReport.Response response) {
        ObjectNode node = JSON.objectNode()
                .put("status", response.status())
                .put("protocol", response.protocol())
                .put("contentType", response.contentType())
                .put("bodyBytes", response.bodyBytes())
                .put("excerpt", response.excerpt());
        response.traceId().ifPresent(id -> node.put("traceId", id));
        return node;
    }

    private static long millis(Duration duration) {
        return duration.toMillis();
    }
}
