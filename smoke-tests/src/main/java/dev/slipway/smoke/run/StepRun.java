package dev.slipway.smoke.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.smoke.judge.Answer;
import dev.slipway.smoke.judge.Assertion;
import dev.slipway.smoke.judge.Outcome;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.suite.Capture;
import dev.slipway.smoke.suite.Check;
import dev.slipway.smoke.suite.Durations;
import dev.slipway.smoke.suite.Expectation;
import dev.slipway.smoke.suite.Poll;
import dev.slipway.smoke.suite.Predicate;
import dev.slipway.smoke.suite.Step;
import dev.slipway.smoke.suite.VariableUse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Runs one step: fills it in, sends it, again while it polls, judges and captures. */
final class StepRun {
    private final RunContext run;
    private final Transport.Session session;
    private final Cancellation cancellation;
    private final Deadline end;

    StepRun(RunContext run, Transport.Session session, Cancellation cancellation, Deadline end) {
        this.run = run;
        this.session = session;
        this.cancellation = cancellation;
        this.end = end;
    }

    /** What came of the step; {@code scope} grows by its captures. */
    StepReport run(int number, Step step, Scope scope) {
        StepRecord blank = StepRecord.of(number, step, run.target(), run.time().now());
        Optional<VariableUse> missing = scope.missing(step.uses());
        if (missing.isPresent()) {
            return blank.ended(
                            Reason.CAPTURE_MISSING,
                            "'${" + missing.get().name() + "}' has no value: nothing captured it")
                    .report();
        }
        CallFiller filler = new CallFiller(run.target(), run.options().runId(), run.engine());
        return switch (filler.fill(step, scope::value)) {
            case CallFiller.Filled.Unfit unfit ->
                blank.ended(Reason.CAPTURE_MISSING, unfit.why()).report();
            case CallFiller.Filled.Ready ready -> {
                ready.call().headers().stream().filter(Curl::isHidden).forEach(header -> scope.hide(header.value()));
                Expectation expected = filled(step.expect(), scope::value);
                StepRecord sent = blank.sending(ready.call(), run.target());
                yield step.poll()
                        .map(poll -> poll(poll, step, expected, sent, scope))
                        .orElseGet(() -> attempt(step, expected, sent, scope, step.timeout()))
                        .report();
            }
        };
    }

    private StepRecord poll(Poll poll, Step step, Expectation expected, StepRecord blank, Scope scope) {
        Deadline within = Deadline.in(poll.within(), run.time(), "'within'");
        StepRecord latest = blank;
        while (true) {
            Duration left = within.remaining(run.time());
            latest = attempt(step, expected, latest, scope, shorter(step.timeout(), left));
            if (latest.isFinal(poll.stopOn())) {
                return latest;
            }
            Duration pause = latest.retryAfter()
                    .filter(asked -> asked.compareTo(poll.every()) > 0)
                    .orElse(poll.every());
            if (pause.compareTo(within.remaining(run.time())) >= 0) {
                return latest.explained(
                        "not within " + Durations.text(poll.within()) + ", sent " + latest.polls() + " times");
            }
            run.time().pause(shorter(pause, end.remaining(run.time())), cancellation);
        }
    }

    private StepRecord attempt(Step step, Expectation expected, StepRecord record, Scope scope, Duration timeout) {
        Duration left = end.remaining(run.time());
        if (cancellation.isCancelled()) {
            return record.ended(Reason.INTERRUPTED, "the run was cancelled before it was sent");
        }
        if (!left.isPositive()) {
            return record.ended(Reason.DEADLINE, end.what() + " had passed before it was sent");
        }
        boolean isCutByEnd = left.compareTo(timeout) < 0;
        Duration limit = shorter(timeout, left);
        return switch (session.send(record.call(), limit, cancellation)) {
            case Exchange.Unanswered none
            when isCutByEnd && isCut(none, limit) ->
                record.unanswered(none).ended(Reason.DEADLINE, end.what() + " passed while it waited: " + none.what());
            case Exchange.Unanswered none -> record.unanswered(none);
            case Exchange.Answered answered -> {
                List<Assertion> judged = run.judge().judge(expected, answered.answer());
                yield captured(step, record.answered(answered, judged), answered.answer(), scope);
            }
        };
    }

    private static boolean isCut(Exchange.Unanswered none, Duration limit) {
        return (none.reason() == Reason.TIMEOUT || none.reason().outcome() == Outcome.ERROR)
                && none.reason() != Reason.INTERRUPTED
                && none.duration().compareTo(limit) >= 0;
    }

    /** Even of a wrong answer, so that what it created can be cleaned up. */
    private StepRecord captured(Step step, StepRecord record, Answer answer, Scope scope) {
        StepRecord result = record;
        for (Capture capture : step.captures()) {
            Optional<JsonNode> value = run.judge().capture(capture.source(), answer);
            if (value.isPresent()) {
                scope.put(capture.variable(), value.get(), capture.secret());
            } else if (result.outcome() == Outcome.PASSED) {
                result = result.ended(
                        Reason.CAPTURE_MISSING,
                        "'" + capture.variable() + "' captured nothing from " + text(capture.source()));
            }
        }
        return result;
    }

    private static String text(Capture.Source source) {
        return switch (source) {
            case Capture.Source.Json json -> "json '" + json.query() + "'";
            case Capture.Source.Header header -> "header '" + header.name() + "'";
            case Capture.Source.Status status -> "the status";
            case Capture.Source.WholeBody body -> "the body";
        };
    }

    private static Expectation filled(Expectation expect, Function<String, JsonNode> values) {
        return new Expectation(
                expect.status(),
                expect.statusAt(),
                expect.headers().stream().map(check -> filled(check, values)).toList(),
                expect.json().stream().map(check -> filled(check, values)).toList(),
                filled(expect.body(), values),
                expect.duration());
    }

    private static Check filled(Check check, Function<String, JsonNode> values) {
        return new Check(check.subject(), filled(check.predicates(), values), check.at());
    }

    private static List<Predicate> filled(List<Predicate> predicates, Function<String, JsonNode> values) {
        return predicates.stream().map(one -> one.filled(values)).toList();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
