package dev.slipway.smoke.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.slipway.smoke.judge.Answer;
import dev.slipway.smoke.suite.SmokeTest;
import dev.slipway.smoke.suite.Suite;
import dev.slipway.smoke.suite.Template;
import dev.slipway.smoke.suite.Variable;
import dev.slipway.smoke.suite.VariableUse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The variables of one attempt; grows by captures. For one thread. */
final class Scope {
    /** Shorter ones, such as {@code theme=dark}, are settings, and words of every page. */
    private static final int LEAST_OF_A_COOKIE = 8;

    private final Map<String, JsonNode> values;
    private final List<String> secrets;

    private Scope(Map<String, JsonNode> values, List<String> secrets) {
        this.values = values;
        this.secrets = secrets;
    }

    /** What every attempt at a test of {@code suite} starts with. */
    static Scope of(Suite suite, SmokeTest test, Options options) {
        Map<String, JsonNode> values = given(options);
        Map<String, JsonNode> given = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        for (Variable variable : suite.variables()) {
            String override = options.variables().get(variable.name());
            JsonNode value = override != null
                    ? TextNode.valueOf(override)
                    : Template.fill(variable.value(), name -> given.getOrDefault(name, NullNode.getInstance()));
            values.put(variable.name(), value);
        }
        values.putAll(test.row());
        // All of the run's, not only those this suite names: an answer may hold another suite's.
        List<String> secrets = new ArrayList<>(
                options.secrets().values().stream().map(Secret::value).toList());
        suite.secrets()
                .forEach(secret -> Optional.ofNullable(options.secrets().get(secret.name()))
                        .ifPresent(value -> {
                            values.put(secret.name(), TextNode.valueOf(value.value()));
                        }));
        return new Scope(values, secrets);
    }

    private static Map<String, JsonNode> given(Options options) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        options.variables().forEach((name, value) -> values.put(name, TextNode.valueOf(value)));
        values.put("run.id", TextNode.valueOf(options.runId()));
        return values;
    }

    void put(String name, JsonNode value, boolean isSecret) {
        values.put(name, value);
        if (isSecret) {
            secrets.add(text(value));
        }
    }

    /** Whether a captured value is long enough to be taken out of reports, if it has to be. */
    static boolean isMaskable(JsonNode value, boolean isSecret) {
        return !isSecret || text(value).length() >= Secret.LEAST_CHARACTERS;
    }

    /** What an answer asks us to keep is as good as a password. */
    void hideCookies(Answer answer) {
        answer.values("Set-Cookie").stream()
                .map(cookie -> cookie.split(";", 2)[0])
                .map(cookie -> cookie.substring(cookie.indexOf('=') + 1).strip())
                .filter(value -> value.length() >= LEAST_OF_A_COOKIE)
                .forEach(secrets::add);
    }

    /** A header's value that nobody may see, with its scheme ({@code Bearer}) and without. */
    void hide(String value) {
        secrets.add(value);
        secrets.add(value.substring(value.indexOf(' ') + 1));
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }

    /** The first of {@code uses} without a value. */
    Optional<VariableUse> missing(List<VariableUse> uses) {
        return uses.stream().filter(use -> !values.containsKey(use.name())).findFirst();
    }

    boolean hasAll(Set<String> names) {
        return values.keySet().containsAll(names);
    }

    JsonNode value(String name) {
        return values.getOrDefault(name, NullNode.getInstance());
    }

    Redactor redactor() {
        return Redactor.of(secrets);
    }
}
