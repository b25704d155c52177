package dev.slipway.smoke.run;

import dev.slipway.smoke.judge.Answer;
import dev.slipway.smoke.judge.Assertion;
import dev.slipway.smoke.judge.Outcome;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.suite.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is known of a step while it runs; each sending of a poll writes over what the last one left. For one thread. */
final class StepDraft {
    private final int number;
    private final Step step;
    private final Time time;
    private final long startedNanos;
    private final List<String> notes = new ArrayList<>();
    private String url;
    private String curl = "";
    private Optional<Reason> reason = Optional.empty();
    private Optional<String> what = Optional.empty();
    private List<Assertion> assertions = List.of();
    private Optional<Answer> answer = Optional.empty();
    private Instant sentAt;
    private Duration duration = Duration.ZERO;
    private Phases phases = Phases.none();
    private Optional<String> remote = Optional.empty();
    private int polls;
    private Duration waited = Duration.ZERO;
    private boolean reconnected;
    private List<String> hops = List.of();
    private List<StepReport.Message> messages = List.of();
    private boolean isWithheld;

    private StepDraft(int number, Step step, Time time, String url) {
        this.number = number;
        this.step = step;
        this.time = time;
        this.url = url;
        this.sentAt = time.now();
        this.startedNanos = time.nanos();
    }

    static StepDraft of(int number, Step step, Target target, Time time) {
        return new StepDraft(number, step, time, target.url() + step.path().text());
    }

    void sending(Call call, Target target) {
        url = call.url().toString();
        curl = Curl.of(call, target, step.followRedirects());
    }

    void answered(Exchange.Answered exchange, Instant sent, List<Assertion> judged) {
        received(exchange, sent, exchange.answer().duration());
        answer = Optional.of(exchange.answer());
        assertions = judged;
        reason = first(judged).map(Assertion.Broken::reason);
        what = Optional.empty();
        reconnected = reconnected || exchange.reconnected();
    }

    void unanswered(Exchange.Unanswered exchange, Instant sent) {
        received(exchange, sent, exchange.duration());
        answer = Optional.empty();
        assertions = List.of();
        reason = Optional.of(exchange.reason());
        what = Optional.of(exchange.what());
    }

    private void received(Exchange exchange, Instant sent, Duration took) {
        sentAt = sent;
        duration = took;
        phases = exchange.phases();
        remote = exchange.remote();
        polls++;
        waited = Duration.ofNanos(time.nanos() - startedNanos);
    }

    void redirected(List<String> urls) {
        hops = List.copyOf(urls);
    }

    void exchanged(List<StepReport.Message> sentAndReceived) {
        messages = List.copyOf(sentAndReceived);
    }

    /** It ended for another reason than its answer. */
    void ended(Reason why, String text) {
        reason = Optional.of(why);
        what = Optional.of(text);
    }

    /** More to say about how it ended. */
    void explained(String more) {
        what = Optional.of(what.map(known -> known + "; " + more).orElse(more));
    }

    /** More was judged of the last answer. */
    void judged(Assertion more) {
        List<Assertion> all = new ArrayList<>(assertions);
        all.add(more);
        assertions = List.copyOf(all);
        reason = reason.or(() -> first(all).map(Assertion.Broken::reason));
    }

    void note(String text) {
        notes.add(text);
    }

    /** It ended because nothing of its answer may be shown. */
    void withhold(String why) {
        isWithheld = true;
        assertions = List.of();
        ended(Reason.CAPTURE_MISSING, why);
    }

    private static Optional<Assertion.Broken> first(List<Assertion> judged) {
        for (Assertion each : judged) {
            if (each instanceof Assertion.Broken broken) {
                return Optional.of(broken);
            }
        }
        return Optional.empty();
    }

    Outcome outcome() {
        return reason.map(Reason::outcome).orElse(Outcome.PASSED);
    }

    Optional<Answer> answer() {
        return answer;
    }

    int polls() {
        return polls;
    }

    /** Whether waiting longer can't help: it passed, its status says stop, or we were stopped. */
    boolean isFinal(List<Integer> stopOn) {
        return outcome() == Outcome.PASSED
                || answer.filter(came -> stopOn.contains(came.status())).isPresent()
                || reason.filter(one -> one == Reason.DEADLINE || one == Reason.INTERRUPTED)
                        .isPresent();
    }

    StepReport report() {
        return new StepReport(
                number,
                step.method().name(),
                url,
                outcome(),
                reason,
                what,
                assertions,
                answer.map(this::response),
                sentAt,
                duration,
                phases,
                remote,
                polls,
                waited,
                reconnected,
                hops,
                notes,
                curl,
                isWithheld ? List.of() : messages,
                step.at());
    }

    private StepReport.Response response(Answer came) {
        return new StepReport.Response(
                came.status(),
                came.value("Content-Type").orElse(""),
                came.body().length(),
                isWithheld ? "***" : came.wholeText().orElse("(no text)"),
                came.value("X-Amzn-Trace-Id"),
                came.protocol());
    }
}
