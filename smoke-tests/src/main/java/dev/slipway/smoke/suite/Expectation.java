package dev.slipway.smoke.suite;

import java.util.List;

/**
 * What a step expects of its answer.
 *
 * @param status empty: any from 200 to 299
 * @param headers checks in file order
 * @param json checks in file order
 * @param body predicates on the body as text
 * @param duration predicates on the time from request start to last byte; operands are durations
 */
public record Expectation(
        List<Integer> status,
        SourceSpan statusAt,
        List<Check> headers,
        List<Check> json,
        List<Predicate> body,
        List<Predicate> duration) {
    public Expectation {
        status = List.copyOf(status);
        headers = List.copyOf(headers);
        json = List.copyOf(json);
        body = List.copyOf(body);
        duration = List.copyOf(duration);
    }

    /** Expects a success, and nothing else. */
    public static Expectation ofSuccess(SourceSpan at) {
        return new Expectation(List.of(), at, List.of(), List.of(), List.of(), List.of());
    }
}
