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
    private final JacksonRuntime runtime;
    private final Map<String, Compiled> compiled;

    private Queries(JacksonRuntime runtime, Map<String, Compiled> compiled) {
        this.runtime = runtime;
        this.compiled = compiled;
    }

    /** A reader of the language. */
    public static Queries create() {
        return new Queries(exact(), Map.of());
    }

    /** A reader that has these valid expressions compiled. */
    static Queries of(Stream<String> expressions) {
        JacksonRuntime runtime = exact();
        Map<String, Compiled> compiled = new HashMap<>();
        expressions.forEach(one -> compiled.computeIfAbsent(one, text -> compile(runtime, text)));
        return new Queries(runtime, Collections.unmodifiableMap(compiled));
    }

    /** Reads numbers in expressions as numbers in bodies are read, or 1.2 would not equal 1.2. */
    private static JacksonRuntime exact() {
        return new JacksonRuntime(
                RuntimeConfiguration.defaultConfiguration(),
                JsonMapper.builder()
                        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                        .build());
    }

    /** An expression, ready to be applied. */
    private sealed interface Compiled {
        record Path(PlainPath path) implements Compiled {}

        record Query(Expression<JsonNode> expression) implements Compiled {}
    }

    private static Compiled compile(JacksonRuntime runtime, String expression) {
        return PlainPath.parse(expression)
                .<Compiled>map(Compiled.Path::new)
                .orElseGet(() -> new Compiled.Query(runtime.compile(expression)));
    }

    /**
     * What is wrong with an expression.
     *
     * @param offset in characters from its start, from 0
     */
    public record Fault(String what, int offset) {}

    /** The fault of an expression; empty if it compiles and means what it says. */
    public Optional<Fault> fault(String expression) {
        try {
            runtime.compile(expression);
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
            return switch (known == null ? compile(runtime, expression) : known) {
                case Compiled.Path plain -> plain.path().in(document);
                case Compiled.Query query ->
                    new Found.Present(query.expression().search(document));
            };
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
