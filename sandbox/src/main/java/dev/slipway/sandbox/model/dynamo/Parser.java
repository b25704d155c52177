package dev.slipway.sandbox.model.dynamo;

import dev.slipway.sandbox.model.dynamo.Condition.Operand;
import dev.slipway.sandbox.model.dynamo.Path.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads conditions, as the developer guide's grammar has them: OR binds loosest, then AND, then NOT. */
final class Parser {
    private static final Set<String> OPERATORS = Set.of("=", "<>", "<", "<=", ">", ">=");
    private static final Set<String> FUNCTIONS =
            Set.of("attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains");

    private final Tokens tokens;
    private final Placeholders placeholders;

    Parser(Tokens tokens, Placeholders placeholders) {
        this.tokens = tokens;
        this.placeholders = placeholders;
    }

    /** The condition that the whole expression is. */
    static Condition condition(String kind, String expression, Placeholders placeholders) {
        var parser = new Parser(new Tokens(kind, expression), placeholders);
        Condition condition = parser.disjunction();
        parser.tokens.expectEnd();
        return condition;
    }

    /** The paths of a projection. */
    static List<Path> projection(String expression, Placeholders placeholders) {
        var parser = new Parser(new Tokens("ProjectionExpression", expression), placeholders);
        var paths = new ArrayList<Path>();
        do {
            paths.add(parser.path());
        } while (parser.tokens.takeIf(","));
        parser.tokens.expectEnd();
        return paths;
    }

    private Condition disjunction() {
        Condition condition = conjunction();
        while (tokens.takeIf("OR")) {
            condition = new Condition.Or(condition, conjunction());
        }
        return condition;
    }

    private Condition conjunction() {
        Condition condition = negation();
        while (tokens.takeIf("AND")) {
            condition = new Condition.And(condition, negation());
        }
        return condition;
    }

    private Condition negation() {
        return tokens.takeIf("NOT") ? new Condition.Not(negation()) : primary();
    }

    private Condition primary() {
        if (tokens.takeIf("(")) {
            Condition inner = disjunction();
            tokens.expect(")");
            return inner;
        }
        if (tokens.peekAfter().equals("(") && FUNCTIONS.contains(tokens.peek())) {
            return function(tokens.take());
        }
        return comparison(operand());
    }

    private Condition comparison(Operand left) {
        if (tokens.takeIf("BETWEEN")) {
            Operand low = operand();
            tokens.expect("AND");
            return new Condition.Between(left, low, operand());
        }
        if (tokens.takeIf("IN")) {
            tokens.expect("(");
            var list = new ArrayList<Operand>();
            do {
                list.add(operand());
            } while (tokens.takeIf(","));
            tokens.expect(")");
            return new Condition.In(left, list);
        }
        if (!OPERATORS.contains(tokens.peek())) {
            throw tokens.unexpected();
        }
        return new Condition.Compare(tokens.take(), left, operand());
    }

    private Condition function(String name) {
        tokens.expect("(");
        Condition condition = switch (name) {
            case "attribute_exists" -> new Condition.Exists(path());
            case "attribute_not_exists" -> new Condition.Not(new Condition.Exists(path()));
            case "attribute_type" -> new Condition.HasType(path(), second());
            case "begins_with" -> new Condition.BeginsWith(operand(), second());
            default -> new Condition.Contains(path(), second());
        };
        tokens.expect(")");
        return condition;
    }

    private Operand second() {
        tokens.expect(",");
        return operand();
    }

    Operand operand() {
        if (tokens.peek().startsWith(":")) {
            return new Operand.Value(placeholders.value(tokens.take(), tokens.kind));
        }
        if (tokens.peek().equals("size") && tokens.peekAfter().equals("(")) {
            tokens.take();
            tokens.expect("(");
            var size = new Operand.Size(path());
            tokens.expect(")");
            return size;
        }
        return new Operand.At(path());
    }

    Path path() {
        var steps = new ArrayList<Step>();
        steps.add(new Step(name(), 0));
        while (tokens.peek().equals(".") || tokens.peek().equals("[")) {
            if (tokens.take().equals(".")) {
                steps.add(new Step(name(), 0));
            } else {
                steps.add(new Step(null, index()));
            }
        }
        return new Path(steps);
    }

    private int index() {
        String number = tokens.peek();
        if (!number.matches("\\d{1,6}")) {
            throw tokens.unexpected();
        }
        tokens.take();
        tokens.expect("]");
        return Integer.parseInt(number);
    }

    private String name() {
        String token = tokens.peek();
        if (token.startsWith("#")) {
            return placeholders.name(tokens.take(), tokens.kind);
        }
        if (!token.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw tokens.unexpected();
        }
        if (ReservedWords.contains(token)) {
            throw AttributeValues.invalid(
                    "Invalid " + tokens.kind + ": Attribute name is a reserved keyword; reserved keyword: " + token);
        }
        return tokens.take();
    }
}
