package dev.slipway.smoke.parse;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.slipway.smoke.judge.DurationJudge;
import dev.slipway.smoke.judge.PlainPath;
import dev.slipway.smoke.judge.Queries;
import dev.slipway.smoke.suite.Check;
import dev.slipway.smoke.suite.Expectation;
import dev.slipway.smoke.suite.Nearest;
import dev.slipway.smoke.suite.Predicate;
import dev.slipway.smoke.suite.SourceSpan;
import dev.slipway.smoke.suite.VariableUse;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code expect}. */
final class ExpectationParser {
    private final Faults faults;
    private final Queries queries;
    private final PredicateParser predicates;

    ExpectationParser(Names names, Faults faults, Queries queries, List<VariableUse> uses) {
        this.faults = faults;
        this.queries = queries;
        this.predicates = new PredicateParser(names, faults, uses);
    }

    Expectation parse(Node.Mapping mapping) {
        Fields fields = new Fields(mapping, "'expect'", faults);
        fields.notSupported("schema", "sameAs", "tls");
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
                fields.mapping("body").map(this::body).orElse(List.of()),
                fields.mapping("duration").map(this::duration).orElse(List.of()));
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
        return new Check(entry.key(), predicates.predicates(entry.value()), entry.at());
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

    private List<Predicate> body(Node.Mapping mapping) {
        Fields fields = new Fields(mapping, "'body'", faults);
        fields.notSupported("sha256", "maxBytes");
        List<Predicate> found = new ArrayList<>();
        for (String name : List.of("contains", "matches")) {
            fields.entry(name).ifPresent(entry -> found.addAll(parts(name, entry)));
        }
        if (fields.flag("empty")
                || mapping.entries().stream().anyMatch(entry -> entry.key().equals("empty"))) {
            fields.entry("empty")
                    .ifPresent(entry ->
                            found.add(new Predicate("empty", entry.value().toJson(), List.of(), entry.at())));
        }
        fields.done();
        return found;
    }

    /** A list means that each of them has to hold. */
    private List<Predicate> parts(String name, Node.Entry entry) {
        List<Node> operands = entry.value() instanceof Node.Sequence list ? list.elements() : List.of(entry.value());
        return operands.stream()
                .<Predicate>mapMulti((operand, out) -> {
                    Node written = new Node.Mapping(List.of(new Node.Entry(name, entry.at(), operand)), entry.at());
                    if (operand instanceof Node.Scalar scalar && scalar.value().isTextual()) {
                        predicates.predicates(written).forEach(out);
                    } else {
                        faults.add(operand.at(), "'" + name + "' of a body takes a text, but got " + operand.kind());
                    }
                })
                .toList();
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
