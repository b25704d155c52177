package dev.slipway.smoke.run;

import dev.slipway.smoke.judge.Assertion;
import dev.slipway.smoke.judge.Difference;
import java.util.List;
import java.util.OptionalInt;

/** Takes secrets out of a whole attempt at once, when all of them are known. */
record Redaction(Redactor redactor) {
    AttemptReport clean(AttemptReport attempt) {
        return new AttemptReport(
                attempt.number(),
                attempt.outcome(),
                attempt.duration(),
                attempt.steps().stream().map(this::clean).toList(),
                attempt.cleanups().stream().map(this::clean).toList());
    }

    private StepReport clean(StepReport step) {
        return new StepReport(
                step.number(),
                step.method(),
                redactor.redact(step.url()),
                step.outcome(),
                step.reason(),
                step.what().map(redactor::redact),
                step.assertions().stream().map(this::clean).toList(),
                step.response().map(this::clean),
                step.sentAt(),
                step.duration(),
                step.phases(),
                step.remote(),
                step.polls(),
                step.waited(),
                step.reconnected(),
                step.hops().stream().map(redactor::redact).toList(),
                step.notes().stream().map(redactor::redact).toList(),
                redactor.redact(step.curl()),
                step.at());
    }

    private StepReport.Response clean(StepReport.Response response) {
        return new StepReport.Response(
                response.status(),
                redactor.redact(response.contentType()),
                response.bodyBytes(),
                cut(redactor.redact(response.excerpt())),
                response.traceId().map(redactor::redact),
                response.protocol());
    }

    /** Cut after the secrets are out, so that no half of one is left at the end. */
    private static String cut(String body) {
        int most = 2048;
        return body.length() <= most ? body : body.substring(0, most) + "…";
    }

    private Assertion clean(Assertion assertion) {
        return switch (assertion) {
            case Assertion.Held held -> new Assertion.Held(held.at(), redactor.redact(held.subject()));
            case Assertion.Advisory advisory -> new Assertion.Advisory(clean(advisory.broken()));
            case Assertion.Broken broken -> clean(broken);
        };
    }

    private Assertion.Broken clean(Assertion.Broken broken) {
        boolean isHidden = broken.subject().equalsIgnoreCase("header Set-Cookie");
        String actual = isHidden ? "***" : redactor.redact(broken.actual());
        return new Assertion.Broken(
                broken.at(),
                redactor.redact(broken.subject()),
                broken.reason(),
                broken.what(),
                redactor.redact(broken.expected()),
                actual,
                actual.equals(broken.actual()) ? broken.caret() : OptionalInt.empty(),
                broken.differences().stream().map(this::clean).toList(),
                isHidden
                        ? List.of()
                        : broken.notes().stream().map(redactor::redact).toList());
    }

    private Difference clean(Difference difference) {
        return new Difference(
                redactor.redact(difference.path()),
                difference.expected().map(redactor::redact),
                difference.actual().map(redactor::redact));
    }
}
