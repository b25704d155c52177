package dev.slipway.smoke.parse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.smoke.judge.Predicates;
import dev.slipway.smoke.suite.Nearest;
import dev.slipway.smoke.suite.Predicate;
import dev.slipway.smoke.suite.SourceSpan;
import dev.slipway.smoke.suite.VariableUse;
import java.util.ArrayList;
import java.util.List;

/** Reads what has to hold of a value: a bare value, or a mapping of predicates. */
final class PredicateParser {
    private final Names names;
    private final Faults faults;
    private final List<VariableUse> uses;

    PredicateParser(Names names, Faults faults, List<VariableUse> uses) {
        this.names = names;
        this.faults = faults;
        this.uses = uses;
    }

    List<Predicate> predicates(Node node) {
        List<Predicate> predicates = nested(node, true);
        boolean hasExists = predicates.stream().anyMatch(PredicateParser::wantsAbsence);
        if (hasExists && predicates.size() > 1) {
            faults.add(node.at(), "'exists: false' stands alone: nothing else can hold of what is not there");
        }
        return predicates;
    }

    private static boolean wantsAbsence(Predicate predicate) {
        return predicate.name().equals("exists") && !predicate.operand().asBoolean(true);
    }

    private List<Predicate> nested(Node node, boolean isOutermost) {
        if (!(node instanceof Node.Mapping mapping)) {
            return List.of(predicate("equals", node, node.at(), isOutermost));
        }
        if (mapping.entries().isEmpty()) {
            faults.add(node.at(), "an empty mapping expects nothing; name a predicate, such as {exists: true}");
        }
        List<Predicate> predicates = new ArrayList<>();
        for (Node.Entry entry : mapping.entries()) {
            if (Predicates.NAMES.contains(entry.key())) {
                predicates.add(predicate(entry.key(), entry.value(), entry.at(), isOutermost));
            } else {
                faults.add(
                        entry.at(),
                        "unknown predicate '" + entry.key() + "'"
                                + Nearest.to(entry.key(), Predicates.NAMES)
                                        .map(name -> "; did you mean '" + name + "'?")
                                        .orElse("; to compare with an object write {equals: {...}}"));
            }
        }
        return predicates;
    }

    private Predicate predicate(String name, Node operand, SourceSpan at, boolean isOutermost) {
        JsonNode value = operand.toJson();
        if (name.equals("exists") && !isOutermost) {
            faults.add(at, "'exists' can't stand inside another predicate");
        }
        if (Predicates.NESTING.contains(name)) {
            List<Predicate> inner = nested(operand, false);
            fault(name, value, operand);
            return new Predicate(name, value, inner, at);
        }
        names.use(value, operand.at(), uses);
        fault(name, value, operand);
        return new Predicate(name, value, List.of(), at);
    }

    private void fault(String name, JsonNode value, Node operand) {
        Predicates.operandFault(name, value).ifPresent(what -> faults.add(operand.at(), "'" + name + "' " + what));
    }
}
