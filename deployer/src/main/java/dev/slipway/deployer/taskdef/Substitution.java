package dev.slipway.deployer.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.slipway.deployer.problem.NearestName;
import java.util.List;
import java.util.SortedMap;
import org.apache.commons.text.StringSubstitutor;

/**
 * Puts values in place of {@code ${…}} in the string values of a parsed JSON tree: never in raw text, where a quote in a
 * value would break it, never in keys, and never again in what was put in.
 */
final class Substitution {
    private final SortedMap<String, String> variables;
    private final List<String> faults;

    /**
     * A substitution that collects faults.
     *
     * @param variables name to value
     * @param faults    where a sentence is added for each name that has no value
     */
    Substitution(SortedMap<String, String> variables, List<String> faults) {
        this.variables = variables;
        this.faults = faults;
    }

    JsonNode apply(String path, JsonNode node) {
        return switch (node) {
            case ObjectNode object -> applyToObject(path, object);
            case ArrayNode array -> applyToArray(path, array);
            case TextNode text -> TextNode.valueOf(applyToText(path, text.textValue()));
            default -> node;
        };
    }

    private ObjectNode applyToObject(String path, ObjectNode object) {
        var result = JsonNodeFactory.instance.objectNode();
        object.properties()
                .forEach(property -> result.set(
                        property.getKey(), apply(JsonPath.member(path, property.getKey()), property.getValue())));
        return result;
    }

    private ArrayNode applyToArray(String path, ArrayNode array) {
        var result = JsonNodeFactory.instance.arrayNode();
        for (int index = 0; index < array.size(); index++) {
            result.add(apply(JsonPath.element(path, array.get(index), index), array.get(index)));
        }
        return result;
    }

    private String applyToText(String path, String text) {
        var substitutor = new StringSubstitutor(name -> lookUp(path, name));
        // "${FOO:-bar}" is a shell's; ours have no defaults, so it is an unknown name and not silently "bar".
        substitutor.setValueDelimiterMatcher(null);
        substitutor.setDisableSubstitutionInValues(true);
        return substitutor.replace(text);
    }

    private String lookUp(String path, String name) {
        String value = variables.get(name);
        if (value != null) {
            return value;
        }
        faults.add(path + ": '${" + name + "}' has no value" + NearestName.hint(name, variables.keySet())
                + "; write '$${" + name + "}' if the container is meant to see it");
        return "";
    }
}
