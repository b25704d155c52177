package dev.slipway.smoke.judge;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.burt.jmespath.Expression;
import io.burt.jmespath.JmesPathException;
import io.burt.jmespath.RuntimeConfiguration;
import io.burt.jmespath.jackson.JacksonRuntime;
import io.burt.jmespath.parser.ParseError;
import io.burt.jmespath.parser.ParseException;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** JMESPath. */
public final class Queries {
    private static final BigInteger EXACT = BigInteger.TWO.pow(53);
    private static final Pattern QUOTED = Pattern.compile("'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d{16,}");
    private final Map<String, Compiled> compiled;

    private Queries(Map<String, Compiled> compiled) {
        this.compiled = compiled;
    }

    /**
     * The language itself; it keeps nothing. Set up when a query needs it, which one that only names keys and positions does
     * not: that takes a good part of the command's start. Reads numbers in expressions as numbers in bodies are read, or 1.2
     * would not equal 1.2.
     */
    private static final class Language {
        static final JacksonRuntime RUNTIME = new JacksonRuntime(
                RuntimeConfiguration.defaultConfiguration(),
                JsonMapper.builder()
                        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                        .build());

        private Language() {}
    }

    /** A reader of the language. */
    public static Queries create() {
        return new Queries(Map.of());
    }

    /** A reader that has these valid expressions compiled. */
    static Queries of(Stream<String> expressions) {
        Map<String, Compiled> compiled = new HashMap<>();
        expressions.forEach(one -> compiled.computeIfAbsent(one, Queries::compile));
        return new Queries(Collections.unmodifiableMap(compiled));
    }

    /** An expression, ready to be applied. */
    private interface Compiled {
        Found in(JsonNode document);
    }

    private static Compiled compile(String expression) {
        return PlainPath.parse(expression).<Compiled>map(path -> path::in).orElseGet(() -> {
            Expression<JsonNode> query = Language.RUNTIME.compile(expression);
            return document -> new Found.Present(query.search(document));
        });
    }

    /**
     * What is wrong with an expression.
     *
     * @param offset in characters from its start, from 0
     */
    public record Fault(String what, int offset) {}

    /** The fault of an expression; empty if it compiles and means what it says. */
    public Optional<Fault> fault(String expression) {
        if (PlainPath.parse(expression).isPresent()) {
            return Optional.empty();
        }
        try {
            Language.RUNTIME.compile(expression);
        } catch (ParseException e) {
            ParseError first = e.iterator().next();
            int offset = Math.max(0, Math.min(first.position(), expression.length()));
            return Optional.of(new Fault(first.message(), offset));
        } catch (JmesPathException e) {
            return Optional.of(new Fault(String.valueOf(e.getMessage()), 0));
        }
        return inexact(expression);
    }

    /** JMESPath compares numbers as doubles, so a longer integer would match its neighbours. */
    private static Optional<Fault> inexact(String expression) {
        Matcher numbers = LONG_NUMBER.matcher(QUOTED.matcher(expression)
                .replaceAll(text -> " ".repeat(text.group().length())));
        while (numbers.find()) {
            if (new BigInteger(numbers.group()).compareTo(EXACT) > 0) {
                return Optional.of(new Fault(
                        "holds " + numbers.group()
                                + ", which is beyond 2^53 and would match its neighbours; compare it by a predicate",
                        numbers.start()));
            }
        }
        return Optional.empty();
    }

    /**
     * The result of a valid expression on {@code document}.
     *
     * @throws UnfitQuery when a function of it does not accept what it finds
     */
    Found search(String expression, JsonNode document) throws UnfitQuery {
        Compiled known = compiled.get(expression);
        try {
            return (known == null ? compile(expression) : known).in(document);
        } catch (JmesPathException e) {
            throw UnfitQuery.of(e);
        }
    }

    /** A query that could not be applied to a document. */
    static final class UnfitQuery extends Exception {
        private static final long serialVersionUID = 1;

        private UnfitQuery(String message) {
            super(message);
        }

        private static UnfitQuery of(JmesPathException cause) {
            return new UnfitQuery(String.valueOf(cause.getMessage()));
        }
    }
}
