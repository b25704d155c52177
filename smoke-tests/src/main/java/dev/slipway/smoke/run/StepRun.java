package dev.slipway.smoke.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.smoke.judge.Answer;
import dev.slipway.smoke.judge.Header;
import dev.slipway.smoke.judge.Outcome;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.suite.Capture;
import dev.slipway.smoke.suite.Durations;
import dev.slipway.smoke.suite.Expectation;
import dev.slipway.smoke.suite.Poll;
import dev.slipway.smoke.suite.SameAs;
import dev.slipway.smoke.suite.Step;
import dev.slipway.smoke.suite.VariableUse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs one step: fills it in, sends it, again while it polls, judges and captures. */
final class StepRun {
    private final RunContext run;
    private final Redirects redirects;
    private final Baseline baseline;
    private final Cancellation cancellation;
    private final Deadline end;

    StepRun(RunContext run, Transport.Session session, Baseline baseline, Cancellation cancellation, Deadline end) {
        this.run = run;
        this.redirects = new Redirects(session, run.time(), cancellation);
        this.baseline = baseline;
        this.cancellation = cancellation;
        this.end = end;
    }

    /** What came of the step; {@code scope} grows by its captures. */
    StepReport run(int number, Step step, Scope scope) {
        StepDraft draft = StepDraft.of(number, step, run.target(), run.time());
        Optional<VariableUse> missing = scope.missing(step.uses());
        if (missing.isPresent()) {
            draft.ended(Reason.CAPTURE_MISSING, "'${" + missing.get().name() + "}' has no value: nothing captured it");
            return draft.report();
        }
        CallFiller filler = new CallFiller(run.target(), run.options().runId(), run.engine());
        CallFiller.Filled filled = filler.fill(step, scope::value);
        if (filled instanceof CallFiller.Filled.Unfit unfit) {
            draft.ended(Reason.CAPTURE_MISSING, unfit.why());
        } else if (filled instanceof CallFiller.Filled.Ready ready) {
            hide(ready.call().headers(), scope);
            draft.sending(ready.call(), run.target());
            compared(new Sending(step, ready.call(), step.expect().filled(scope::value), scope, draft));
        }
        return draft.report();
    }

    private static void hide(List<Header> headers, Scope scope) {
        for (Header header : headers) {
            if (Curl.isHidden(header)) {
                scope.hide(header.value());
            }
        }
    }

    /** What stays the same however often a step is sent. */
    private record Sending(Step step, Call call, Expectation expected, Scope scope, StepDraft draft) {}

    private void compared(Sending sending) {
        Optional<SameAs> sameAs = sending.expected().sameAs();
        if (sameAs.isEmpty()) {
            send(sending);
            return;
        }
        Baseline.Said before = ask(sending);
        send(sending);
        sending.draft()
                .answer()
                .ifPresent(answer -> Baseline.compare(sameAs.get(), before, answer, ask(sending), sending.draft()));
    }

    private Baseline.Said ask(Sending sending) {
        Step step = sending.step();
        return baseline.ask(step, sending.scope()::value, shorter(step.timeout(), end.remaining(run.time())));
    }

    private void send(Sending sending) {
        Optional<Poll> poll = sending.step().poll();
        if (poll.isPresent()) {
            poll(poll.get(), sending);
        } else {
            attempt(sending, sending.step().timeout());
        }
    }

    private void poll(Poll poll, Sending sending) {
        StepDraft draft = sending.draft();
        Deadline within = Deadline.in(poll.within(), run.time(), "'within'");
        while (true) {
            attempt(sending, shorter(sending.step().timeout(), within.remaining(run.time())));
            if (draft.isFinal(poll.stopOn())) {
                return;
            }
            Duration pause = RetryAfter.of(draft.answer())
                    .filter(asked -> asked.compareTo(poll.every()) > 0)
                    .orElse(poll.every());
            if (pause.compareTo(within.remaining(run.time())) >= 0) {
                draft.explained("not within " + Durations.text(poll.within()) + ", sent " + draft.polls() + " times");
                return;
            }
            run.time().pause(shorter(pause, end.remaining(run.time())), cancellation);
        }
    }

    private void attempt(Sending sending, Duration timeout) {
        StepDraft draft = sending.draft();
        Duration left = end.remaining(run.time());
        if (cancellation.isCancelled()) {
            draft.ended(Reason.INTERRUPTED, "the run was cancelled before it was sent");
            return;
        }
        if (!left.isPositive()) {
            draft.ended(Reason.DEADLINE, end.what() + " had passed before it was sent");
            return;
        }
        boolean isCutByEnd = left.compareTo(timeout) < 0;
        Duration limit = shorter(timeout, left);
        Redirects.Followed followed =
                redirects.send(sending.call(), sending.step().followRedirects(), limit);
        followed.seen().forEach(sending.scope()::hideCookies);
        draft.redirected(followed.hops());
        if (run.options().isVerbose()) {
            draft.exchanged(Transcript.of(followed.calls(), followed.seen()));
        }
        if (followed.exchange() instanceof Exchange.Answered answered) {
            draft.answered(answered, followed.sentAt(), run.judge().judge(sending.expected(), answered.answer()));
            capture(sending, answered.answer());
        } else if (followed.exchange() instanceof Exchange.Unanswered none) {
            draft.unanswered(none, followed.sentAt());
            if (isCutByEnd && isCut(none, limit)) {
                draft.ended(Reason.DEADLINE, end.what() + " passed while it waited: " + none.what());
            }
        }
    }

    private static boolean isCut(Exchange.Unanswered none, Duration limit) {
        return (none.reason() == Reason.TIMEOUT || none.reason().outcome() == Outcome.ERROR)
                && none.reason() != Reason.INTERRUPTED
                && none.duration().compareTo(limit) >= 0;
    }

    /** Even of a wrong answer, so that what it created can be cleaned up. */
    private void capture(Sending sending, Answer answer) {
        for (Capture capture : sending.step().captures()) {
            Optional<JsonNode> value = run.judge().capture(capture.source(), answer);
            if (value.isPresent() && !Scope.isMaskable(value.get(), capture.secret())) {
                sending.draft()
                        .withhold("'" + capture.variable() + "' is secret and has fewer than " + Secret.LEAST_CHARACTERS
                                + " characters, so it could not be kept out of reports");
            } else if (value.isPresent()) {
                sending.scope().put(capture.variable(), value.get(), capture.secret());
            } else if (sending.draft().outcome() == Outcome.PASSED) {
                sending.draft()
                        .ended(
                                Reason.CAPTURE_MISSING,
                                "'" + capture.variable() + "' captured nothing from " + text(capture.source()));
            }
        }
    }

    private static String text(Capture.Source source) {
        return switch (source) {
            case Capture.Source.Json json -> "json '" + json.query() + "'";
            case Capture.Source.Header header -> "header '" + header.name() + "'";
            case Capture.Source.Status status -> "the status";
            case Capture.Source.WholeBody body -> "the body";
        };
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
