package dev.slipway.smoke.testing;

import dev.slipway.smoke.judge.Answer;
import dev.slipway.smoke.judge.Body;
import dev.slipway.smoke.judge.Header;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.run.Call;
import dev.slipway.smoke.run.Cancellation;
import dev.slipway.smoke.run.Exchange;
import dev.slipway.smoke.run.Phases;
import dev.slipway.smoke.run.Target;
import dev.slipway.smoke.run.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A network that gives the replies it was told, one after the other, the last one for ever. For one thread. */
public final class FakeNetwork implements Transport {
    private final FakeTime time;
    private final Deque<Reply> replies = new ArrayDeque<>();
    private final List<Call> calls = new ArrayList<>();
    private int sessions;

    private static final Optional<Answer.Tls> TLS =
            Optional.of(new Answer.Tls("TLSv1.3", Instant.parse("2026-03-01T00:00:00Z")));

    private static Phases waiting(Duration took) {
        return new Phases(Duration.ZERO, Duration.ZERO, Duration.ZERO, took, Duration.ZERO);
    }

    /** A network that answers 200 at once until told otherwise. */
    public FakeNetwork(FakeTime time) {
        this.time = time;
        replies.add(answer(200, ""));
    }

    /** What becomes of one request. */
    public interface Reply {
        Exchange to(Duration limit, FakeTime time);

        /** The same, after so long; cut off at the limit. */
        default Reply after(Duration took) {
            return (limit, time) -> {
                if (took.compareTo(limit) > 0) {
                    Instant sent = time.now();
                    time.advance(limit);
                    return new Exchange.Unanswered(
                            Reason.TIMEOUT,
                            "connected, but no answer began",
                            sent,
                            limit,
                            Optional.of("10.0.3.7:443"),
                            waiting(limit));
                }
                time.advance(took);
                return to(limit, time) instanceof Exchange.Answered answered
                        ? withDuration(answered, answered.answer().duration().plus(took))
                        : none(Reason.RESET, "closed without an answer").to(limit, time);
            };
        }

        /** The same, doing {@code first} before. */
        default Reply doing(Runnable first) {
            return (limit, time) -> {
                first.run();
                return to(limit, time);
            };
        }
    }

    private static Exchange.Answered withDuration(Exchange.Answered answered, Duration all) {
        return new Exchange.Answered(
                answered.answer().lasting(all), answered.remote(), answered.reconnected(), waiting(all));
    }

    /** An answer in JSON, with headers as {@code Name: value}. */
    public static Reply answer(int status, String body, String... headers) {
        return (limit, time) -> {
            List<Header> all = new ArrayList<>();
            if (Arrays.stream(headers).noneMatch(header -> header.startsWith("Content-Type:"))) {
                all.add(new Header("Content-Type", "application/json"));
            }
            for (String header : headers) {
                int colon = header.indexOf(':');
                all.add(new Header(
                        header.substring(0, colon), header.substring(colon + 1).strip()));
            }
            Duration took = Duration.ofMillis(38);
            Instant sent = time.now();
            time.advance(took);
            Answer answer = new Answer(status, all, Body.of(body), sent, time.now(), took, "HTTP/1.1", TLS);
            return new Exchange.Answered(answer, Optional.of("10.0.3.7:443"), false, waiting(took));
        };
    }

    /** An answer that takes exactly so long, cut off if its limit is shorter. */
    public static Reply lasting(int status, Duration took, String... headers) {
        return (limit, time) -> {
            Instant sent = time.now();
            if (took.compareTo(limit) > 0) {
                time.advance(limit);
                return new Exchange.Unanswered(
                        Reason.TIMEOUT,
                        "not whole within the limit",
                        sent,
                        limit,
                        Optional.of("10.0.3.7:443"),
                        waiting(limit));
            }
            Exchange.Answered quick =
                    (Exchange.Answered) answer(status, "", headers).to(limit, new FakeTime());
            time.advance(took);
            return withDuration(quick, took);
        };
    }

    /** No answer. */
    public static Reply none(Reason reason, String what) {
        return (limit, time) -> new Exchange.Unanswered(
                reason, what, time.now(), Duration.ZERO, Optional.of("10.0.3.7:443"), Phases.none());
    }

    /** Says what comes next, instead of what was said before. */
    public FakeNetwork replies(Reply... next) {
        replies.clear();
        replies.addAll(List.of(next));
        return this;
    }

    /** What was sent: {@code GET /todos/7}. */
    public List<String> sent() {
        return calls.stream()
                .map(call -> call.method() + " " + call.url().getRawPath()
                        + Optional.ofNullable(call.url().getRawQuery())
                                .map(query -> "?" + query)
                                .orElse(""))
                .toList();
    }

    /** What was sent, whole. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** How many sessions were opened. */
    public int sessions() {
        return sessions;
    }

    @Override
    public Session open(Target target) {
        sessions++;
        return new Session() {
            @Override
            public Exchange send(Call call, Duration limit, Cancellation cancellation) {
                calls.add(call);
                Reply reply = replies.size() > 1 ? replies.removeFirst() : replies.getFirst();
                return reply.to(limit, time);
            }

            @Override
            public void close() {}
        };
    }
}
