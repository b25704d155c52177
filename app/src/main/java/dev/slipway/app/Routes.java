package dev.slipway.app;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What the app answers, path by path. Knows nothing of sockets. */
final class Routes {
    private final Settings settings;
    private final Build build;
    private final InstantSource clock;
    private final BooleanSupplier leaving;

    /** Answers for an app that is told to end as soon as {@code leaving} says so. */
    Routes(Settings settings, Build build, InstantSource clock, BooleanSupplier leaving) {
        this.settings = settings;
        this.build = build;
        this.clock = clock;
        this.leaving = leaving;
    }

    Answer answer(Question question) {
        if (!question.method().equals("GET") && !question.method().equals("HEAD")) {
            return Answer.problem(405, "'" + question.method() + "' is not answered here; GET and HEAD are");
        }
        return switch (question.path()) {
            case "/" -> Answer.html(Page.of(settings));
            case "/version" -> version();
            case "/healthz" -> health();
            case "/readyz" -> readiness();
            case "/now" -> now();
            case "/ask" -> ask(question);
            default ->
                Answer.problem(404, "there is nothing at '" + question.path() + "'; try /, /version, /now or /ask?q=");
        };
    }

    private Answer version() {
        if (settings.fault() == Fault.VERSION_500) {
            return broken();
        }
        var version = new LinkedHashMap<String, Object>();
        version.put("version", settings.version());
        version.put("digest", settings.digest());
        version.put("tag", settings.tag());
        version.put("release", settings.release());
        version.put("build", Map.of("program", build.program(), "java", build.java()));
        return Answer.json(200, version);
    }

    private Answer health() {
        return settings.fault() == Fault.NEVER_READY
                ? Answer.problem(503, "never ready, because FAULT asks for it")
                : Answer.json(200, Map.of("status", "up"));
    }

    private Answer readiness() {
        return leaving.getAsBoolean() ? Answer.problem(503, "going down") : health();
    }

    private Answer now() {
        Instant read = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant now = settings.fault() == Fault.CLOCK_SKEW ? read.minus(1, ChronoUnit.HOURS) : read;
        var answer = new LinkedHashMap<String, Object>();
        answer.put("now", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)));
        answer.put("epochMillis", now.toEpochMilli());
        return Answer.json(200, answer);
    }

    private Answer ask(Question question) {
        if (settings.fault() == Fault.ASK_500) {
            return broken();
        }
        return question.parameter("q")
                .map(asked -> Answer.json(200, Map.of("answer", "You asked '" + asked + "'. The answer is 42.")))
                .orElseGet(() -> Answer.problem(400, "the query parameter 'q' is missing; ask like /ask?q=why"));
    }

    private static Answer broken() {
        return Answer.problem(500, "broken, because FAULT asks for it");
    }
}
