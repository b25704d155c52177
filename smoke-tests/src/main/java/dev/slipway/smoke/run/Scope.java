package dev.slipway.smoke.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
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
    private final Map<String, JsonNode> values;
    private final List<String> secrets;

    private Scope(Map<String, JsonNode> values, List<String> secrets) {
        this.values = values;
        this.secrets = secrets;
    }

    /** What every attempt at a test of {@code suite} starts with. */
    static Scope of(Suite suite, Options options) {
        Map<String, JsonNode> values = given(options);
        Map<String, JsonNode> given = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        for (Variable variable : suite.variables()) {
            String override = options.variables().get(variable.name());
            JsonNode value = override != null
                    ? TextNode.valueOf(override)
                    : Template.fill(variable.value(), name -> given.getOrDefault(name, NullNode.getInstance()));
            values.put(variable.name(), value);
        }
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
            secrets.add(value.isTextual() ? value.textValue() : value.toString());
        }
    }

    /** A header's value that nobody may see, with its scheme ({@code Bearer}) and without. */
    void hide(String value) {
        secrets.add(value);
        secrets.add(value.substring(value.indexOf(' ') + 1));
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
