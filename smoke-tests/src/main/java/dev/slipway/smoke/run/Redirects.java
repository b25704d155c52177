package dev.slipway.smoke.run;

import dev.slipway.smoke.judge.Answer;
import dev.slipway.smoke.judge.Header;
import dev.slipway.smoke.suite.Method;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sends a request and follows what it is redirected to, as often as the suite says. */
final class Redirects {
    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);
    private static final List<String> FOR_ONE_ORIGIN = List.of("authorization", "proxy-authorization", "cookie");
    private final Transport.Session session;
    private final Time time;
    private final Cancellation cancellation;

    Redirects(Transport.Session session, Time time, Cancellation cancellation) {
        this.session = session;
        this.time = time;
        this.cancellation = cancellation;
    }

    /**
     * What came in the end.
     *
     * @param exchange the last answer, its duration and phases those of all hops; an answer that may not be followed is the last
     * @param sentAt when the first request started
     * @param hops where it was sent on to, in order
     * @param calls every request on the way, the first one too
     * @param seen every answer on the way, the last one too
     */
    record Followed(Exchange exchange, Instant sentAt, List<String> hops, List<Call> calls, List<Answer> seen) {
        Followed {
            calls = List.copyOf(calls);
            hops = List.copyOf(hops);
            seen = List.copyOf(seen);
        }
    }

    Followed send(Call first, int most, Duration limit) {
        Instant sentAt = time.now();
        Deadline end = Deadline.in(limit, time, "the limit");
        List<String> hops = new ArrayList<>();
        List<Call> calls = new ArrayList<>();
        List<Answer> seen = new ArrayList<>();
        Duration took = Duration.ZERO;
        Phases phases = Phases.none();
        Call call = first;
        Duration left = limit;
        while (true) {
            calls.add(call);
            Exchange exchange = session.send(call, left, cancellation);
            took = took.plus(exchange.duration());
            phases = phases.plus(exchange.phases());
            if (exchange instanceof Exchange.Answered answered) {
                seen.add(answered.answer());
            }
            Optional<Call> next = hops.size() < most ? next(call, exchange) : Optional.empty();
            left = end.remaining(time);
            if (next.isEmpty() || !left.isPositive()) {
                return new Followed(exchange.lasting(took, phases), sentAt, hops, calls, seen);
            }
            call = next.get();
            hops.add(call.url().toString());
        }
    }

    private static Optional<Call> next(Call call, Exchange exchange) {
        return exchange instanceof Exchange.Answered answered
                        && STATUSES.contains(answered.answer().status())
                ? answered.answer()
                        .value("Location")
                        .flatMap(location -> resolved(call.url(), location))
                        .map(url -> redirected(call, url, answered.answer().status()))
                : Optional.empty();
    }

    private static Optional<URI> resolved(URI from, String location) {
        try {
            URI url = from.resolve(new URI(CallFiller.escaped(location)));
            boolean isWeb = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            return isWeb && url.getHost() != null ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** As browsers and curl do it: 303, and 301 or 302 to a POST, become a GET; 307 and 308 repeat the request. */
    private static Call redirected(Call call, URI url, int status) {
        boolean becomesGet = (status == 303 && call.method() != Method.HEAD)
                || ((status == 301 || status == 302) && call.method() == Method.POST);
        boolean staysHome = isSameOrigin(call.url(), url);
        List<Header> headers = call.headers().stream()
                .filter(header -> staysHome || FOR_ONE_ORIGIN.stream().noneMatch(header::isNamed))
                .filter(header -> !becomesGet || !header.isNamed("Content-Type"))
                .toList();
        return becomesGet
                ? new Call(Method.GET, url, headers, Optional.empty(), true, call.version(), List.of())
                : new Call(
                        call.method(), url, headers, call.body(), call.isIdempotent(), call.version(), call.curlBody());
    }

    private static boolean isSameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && Target.port(one) == Target.port(other);
    }
}
