package dev.slipway.smoke.run;

import dev.slipway.smoke.judge.Answer;
import dev.slipway.smoke.judge.Assertion;
import dev.slipway.smoke.judge.Outcome;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.suite.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of a step while it runs. Each sending of a poll makes the next one of the last. */
record StepRecord(StepReport report, @Nullable Call filled, Optional<Answer> answer) {
    static StepRecord of(int number, Step step, Target target, Instant now) {
        String url = target.url() + step.path().text();
        return new StepRecord(
                new StepReport(
                        number,
                        step.method().name(),
                        url,
                        Outcome.PASSED,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        now,
                        Duration.ZERO,
                        Optional.empty(),
                        0,
                        false,
                        "",
                        step.at()),
                null,
                Optional.empty());
    }

    Call call() {
        if (filled == null) {
            throw new IllegalStateException("not filled in yet");
        }
        return filled;
    }

    Outcome outcome() {
        return report.outcome();
    }

    int polls() {
        return report.polls();
    }

    StepRecord sending(Call call, Target target) {
        StepReport old = report;
        return new StepRecord(
                new StepReport(
                        old.number(),
                        old.method(),
                        call.url().toString(),
                        old.outcome(),
                        old.reason(),
                        old.what(),
                        old.assertions(),
                        old.response(),
                        old.sentAt(),
                        old.duration(),
                        old.remote(),
                        old.polls(),
                        old.reconnected(),
                        Curl.of(call, target),
                        old.at()),
                call,
                answer);
    }

    StepRecord answered(Exchange.Answered exchange, List<Assertion> judged) {
        Answer came = exchange.answer();
        Optional<Assertion.Broken> first = judged.stream()
                .filter(Assertion.Broken.class::isInstance)
                .map(Assertion.Broken.class::cast)
                .findFirst();
        StepReport.Response response = new StepReport.Response(
                came.status(),
                came.value("Content-Type").orElse(""),
                came.body().length(),
                came.text(),
                came.value("X-Amzn-Trace-Id"));
        return new StepRecord(
                new StepReport(
                        report.number(),
                        report.method(),
                        report.url(),
                        first.map(broken -> broken.reason().outcome()).orElse(Outcome.PASSED),
                        first.map(Assertion.Broken::reason),
                        Optional.empty(),
                        judged,
                        Optional.of(response),
                        came.sentAt(),
                        came.duration(),
                        exchange.remote(),
                        report.polls() + 1,
                        report.reconnected() || exchange.reconnected(),
                        report.curl(),
                        report.at()),
                filled,
                Optional.of(came));
    }

    StepRecord unanswered(Exchange.Unanswered exchange) {
        return new StepRecord(
                new StepReport(
                        report.number(),
                        report.method(),
                        report.url(),
                        exchange.reason().outcome(),
                        Optional.of(exchange.reason()),
                        Optional.of(exchange.what()),
                        List.of(),
                        Optional.empty(),
                        exchange.sentAt(),
                        exchange.duration(),
                        exchange.remote(),
                        report.polls() + 1,
                        report.reconnected(),
                        report.curl(),
                        report.at()),
                filled,
                Optional.empty());
    }

    /** This, ended for another reason than its answer. */
    StepRecord ended(Reason reason, String what) {
        StepReport old = report;
        return new StepRecord(
                new StepReport(
                        old.number(),
                        old.method(),
                        old.url(),
                        reason.outcome(),
                        Optional.of(reason),
                        Optional.of(what),
                        old.assertions(),
                        old.response(),
                        old.sentAt(),
                        old.duration(),
                        old.remote(),
                        old.polls(),
                        old.reconnected(),
                        old.curl(),
                        old.at()),
                filled,
                answer);
    }

    /** This, with more said about how it ended. */
    StepRecord explained(String more) {
        String what = report.what().map(known -> known + "; " + more).orElse(more);
        return report.reason().map(reason -> ended(reason, what)).orElse(this);
    }

    /** Whether waiting longer can't help: it passed, its status says stop, or we were stopped. */
    boolean isFinal(List<Integer> stopOn) {
        return outcome() == Outcome.PASSED
                || answer.filter(came -> stopOn.contains(came.status())).isPresent()
                || report.reason()
                        .filter(reason -> reason == Reason.DEADLINE || reason == Reason.INTERRUPTED)
                        .isPresent();
    }

    /** How long the target asks us to wait, if it says so in seconds. */
    Optional<Duration> retryAfter() {
        return answer.flatMap(came -> came.value("Retry-After"))
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }
}
