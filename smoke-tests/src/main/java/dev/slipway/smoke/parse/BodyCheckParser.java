package dev.slipway.smoke.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.slipway.smoke.judge.BodyJudge;
import dev.slipway.smoke.suite.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads what is expected of a body as a whole. */
final class BodyCheckParser {
    private final Faults faults;
    private final PredicateParser predicates;

    BodyCheckParser(Faults faults, PredicateParser predicates) {
        this.faults = faults;
        this.predicates = predicates;
    }

    List<Predicate> parse(Node.Mapping mapping) {
        Fields fields = new Fields(mapping, Block.BODY, faults);
        List<Predicate> found = new ArrayList<>();
        for (String name : List.of("contains", "matches")) {
            fields.entry(name).ifPresent(entry -> found.addAll(parts(name, entry)));
        }
        boolean isEmpty = fields.flag("empty");
        fields.entry("empty").ifPresent(entry -> found.add(predicate(entry, BooleanNode.valueOf(isEmpty))));
        fields.digits("sha256")
                .ifPresent(text -> found.add(hash(fields.entry("sha256").orElseThrow(), text)));
        int most = fields.whole("maxBytes", 0, 0, BodyJudge.MOST_BYTES);
        fields.entry("maxBytes").ifPresent(entry -> found.add(predicate(entry, IntNode.valueOf(most))));
        fields.done();
        return found;
    }

    private Predicate hash(Node.Entry entry, Node.Scalar text) {
        if (!text.text().matches("[0-9a-fA-F]{64}")) {
            faults.add(text.at(), "'sha256' takes 64 hexadecimal digits, but got " + text.kind());
        }
        return predicate(entry, TextNode.valueOf(text.text().toLowerCase(Locale.ROOT)));
    }

    private static Predicate predicate(Node.Entry entry, JsonNode operand) {
        return new Predicate(entry.key(), operand, List.of(), entry.at());
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
}
