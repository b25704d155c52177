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
                step.response().map(response -> clean(response, step.assertions())),
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
                step.messages().stream().map(this::clean).toList(),
                step.at());
    }

    private StepReport.Message clean(StepReport.Message message) {
        return new StepReport.Message(
                message.isRequest(),
                redactor.redact(message.head()),
                Excerpt.ofMessage(redactor.redact(message.body())));
    }

    private StepReport.Response clean(StepReport.Response response, List<Assertion> assertions) {
        return new StepReport.Response(
                response.status(),
                redactor.redact(response.contentType()),
                response.bodyBytes(),
                Excerpt.ofBody(redactor.redact(response.excerpt()), assertions),
                response.traceId().map(redactor::redact),
                response.protocol());
    }

    private Assertion clean(Assertion assertion) {
        if (assertion instanceof Assertion.Held held) {
            return new Assertion.Held(held.at(), redactor.redact(held.subject()));
        }
        return switch (assertion) {
            case Assertion.Held held -> held;
            case Assertion.Advisory advisory -> new Assertion.Advisory(clean(advisory.broken()));
            case Assertion.Broken broken -> clean(broken);
        };
    }

    private Assertion.Broken clean(Assertion.Broken broken) {
        boolean isHidden = broken.subject().equalsIgnoreCase("header Set-Cookie");
        String expected = redactor.redact(broken.expected());
        String actual = isHidden ? "***" : redactor.redact(broken.actual());
        // How far a value agrees with what was expected says something of both.
        boolean isWhole = actual.equals(broken.actual()) && expected.equals(broken.expected());
        Excerpt.Pair shown = Excerpt.Pair.of(expected, actual, isWhole ? broken.caret() : OptionalInt.empty());
        return new Assertion.Broken(
                broken.at(),
                redactor.redact(broken.subject()),
                broken.reason(),
                redactor.redact(broken.what()),
                shown.expected(),
                shown.actual(),
                shown.caret(),
                broken.differences().stream().map(this::clean).toList(),
                isHidden || (!isWhole && broken.caret().isPresent())
                        ? List.of()
                        : broken.notes().stream().map(this::shown).toList());
    }

    private Difference clean(Difference difference) {
        return new Difference(
                redactor.redact(difference.path()),
                difference.expected().map(this::shown),
                difference.actual().map(this::shown));
    }

    private String shown(String text) {
        return Excerpt.ofValue(redactor.redact(text));
    }
}
