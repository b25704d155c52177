package dev.slipway.smoke.parse;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.slipway.smoke.judge.DurationJudge;
import dev.slipway.smoke.judge.PlainPath;
import dev.slipway.smoke.judge.Queries;
import dev.slipway.smoke.suite.Check;
import dev.slipway.smoke.suite.Durations;
import dev.slipway.smoke.suite.Expectation;
import dev.slipway.smoke.suite.Nearest;
import dev.slipway.smoke.suite.Predicate;
import dev.slipway.smoke.suite.SourceSpan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code expect}. */
final class ExpectationParser {
    private static final Duration DATE_RESOLUTION = Duration.ofSeconds(1);
    private final Faults faults;
    private final Queries queries;
    private final PredicateParser predicates;
    private final PolicyParser policies;

    ExpectationParser(Templates templates, Queries queries, Attachments attachments) {
        this.faults = templates.faults();
        this.queries = queries;
        this.predicates = new PredicateParser(templates.names(), faults, templates.uses());
        this.policies = new PolicyParser(faults, attachments);
    }

    Expectation parse(Node.Mapping mapping) {
        Fields fields = new Fields(mapping, Block.EXPECT, faults);
        SourceSpan statusAt = fields.entry("status").map(Node.Entry::at).orElse(mapping.at());
        if (fields.node("status")
                .filter(node ->
                        node instanceof Node.Sequence list && list.elements().isEmpty())
                .isPresent()) {
            faults.add(
                    statusAt,
                    "'status' is an empty list; name a status, or leave it out to expect any from 200 to 299");
        }
        Expectation expectation = new Expectation(
                fields.wholes("status", 100, 599),
                statusAt,
                fields.mapping("headers").map(this::headers).orElse(List.of()),
                fields.mapping("json").map(this::documents).orElse(List.of()),
                fields.text("schema").flatMap(policies::schema),
                fields.mapping("body")
                        .map(new BodyCheckParser(faults, predicates)::parse)
                        .orElse(List.of()),
                fields.mapping("duration").map(this::duration).orElse(List.of()),
                fields.mapping("tls")
                        .map(one -> policies.tls(
                                one, fields.entry("tls").orElseThrow().at())),
                fields.mapping("sameAs")
                        .map(one -> policies.sameAs(
                                one, fields.entry("sameAs").orElseThrow().at())));
        fields.done();
        return expectation;
    }

    private List<Check> headers(Node.Mapping mapping) {
        return mapping.entries().stream().map(this::header).toList();
    }

    private Check header(Node.Entry entry) {
        if (entry.value() instanceof Node.Scalar scalar && !scalar.value().isTextual()) {
            faults.add(
                    scalar.at(),
                    "a header is a text, so it never equals " + scalar.kind()
                            + " unquoted; quote it, or use a predicate");
        }
        List<Predicate> found = predicates.predicates(entry.value());
        found.stream()
                .filter(one -> one.name().equals("nearNow") && entry.key().equalsIgnoreCase("Date"))
                .filter(one -> Durations.parse(one.operand().asText())
                        .filter(near -> near.compareTo(DATE_RESOLUTION) < 0)
                        .isPresent())
                .forEach(one ->
                        faults.add(one.at(), "the header Date tells whole seconds, so 'nearNow' must be 1s at least"));
        return new Check(entry.key(), found, entry.at());
    }

    private List<Check> documents(Node.Mapping mapping) {
        return mapping.entries().stream().map(this::document).toList();
    }

    private Check document(Node.Entry entry) {
        List<Predicate> found = predicates.predicates(entry.value());
        query(entry.key(), entry.at());
        boolean asksForPresence = found.stream().anyMatch(one -> one.name().equals("exists"));
        if (asksForPresence && PlainPath.parse(entry.key()).isEmpty()) {
            faults.add(
                    entry.at(),
                    "'exists' takes a plain path such as a.b[0].c; of a query's result use {not: null} or {count: 0}");
        }
        return new Check(entry.key(), found, entry.at());
    }

    /** Faults a query that does not compile, at the character that is wrong. */
    void query(String expression, SourceSpan at) {
        if (expression.contains("${")) {
            faults.add(at, "variables can't stand in a query; compare by a predicate instead");
            return;
        }
        queries.fault(expression)
                .ifPresent(fault -> faults.add(
                        new SourceSpan(at.file(), at.line(), at.column() + faults.quotes(at) + fault.offset()),
                        "'" + expression + "' is not a JMESPath query: " + fault.what()));
    }

    private List<Predicate> duration(Node.Mapping mapping) {
        List<Predicate> found = new ArrayList<>();
        for (Node.Entry entry : mapping.entries()) {
            String text = entry.value() instanceof Node.Scalar scalar
                    ? scalar.text()
                    : entry.value().kind();
            if (DurationJudge.NAMES.contains(entry.key())) {
                DurationJudge.operandFault(text)
                        .ifPresent(what -> faults.add(entry.value().at(), "'" + entry.key() + "' " + what));
                found.add(new Predicate(entry.key(), TextNode.valueOf(text), List.of(), entry.at()));
            } else {
                faults.add(
                        entry.at(),
                        "unknown predicate '" + entry.key() + "' of a duration"
                                + Nearest.hint(entry.key(), DurationJudge.NAMES) + " (one of "
                                + String.join(", ", DurationJudge.NAMES) + ")");
            }
        }
        return found;
    }
}
