package dev.slipway.smoke.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a step expects of its answer.
 *
 * @param status empty: any from 200 to 299
 * @param headers checks in file order
 * @param json checks in file order
 * @param schema what the body has to follow, as JSON
 * @param body predicates on the body: on its text, its hash ({@code sha256}), its size ({@code maxBytes}, {@code empty})
 * @param duration predicates on the time from request start to last byte; operands are durations
 * @param tls of the connection
 * @param sameAs the baseline's answer to the same question
 */
public record Expectation(
        List<Integer> status,
        SourceSpan statusAt,
        List<Check> headers,
        List<Check> json,
        Optional<SchemaUse> schema,
        List<Predicate> body,
        List<Predicate> duration,
        Optional<TlsPolicy> tls,
        Optional<SameAs> sameAs) {
    public Expectation {
        status = List.copyOf(status);
        headers = List.copyOf(headers);
        json = List.copyOf(json);
        body = List.copyOf(body);
        duration = List.copyOf(duration);
    }

    /** This with variables replaced. */
    public Expectation filled(Function<String, JsonNode> values) {
        return new Expectation(
                status,
                statusAt,
                Filling.each(headers, Check::isOpen, check -> check.filled(values)),
                Filling.each(json, Check::isOpen, check -> check.filled(values)),
                schema,
                Filling.each(body, Predicate::isOpen, one -> one.filled(values)),
                duration,
                tls,
                sameAs);
    }

    /** Expects a success, and nothing else. */
    public static Expectation ofSuccess(SourceSpan at) {
        return new Expectation(
                List.of(),
                at,
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }
}
