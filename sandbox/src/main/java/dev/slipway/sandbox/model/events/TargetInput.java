package dev.slipway.sandbox.model.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.events.Events.InputTransformer;
import dev.slipway.sandbox.model.events.Events.Target;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What of an event a target gets: all of it, a part, a constant, or a template filled in. */
final class TargetInput {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern STEP = Pattern.compile("\\.([^.\\[\\]]+)|\\[(\\d{1,6})]");
    private static final Pattern PATH = Pattern.compile("\\$(" + STEP.pattern() + ")*");
    private static final Pattern PLACEHOLDER = Pattern.compile("<([A-Za-z0-9_.-]+)>");

    private TargetInput() {}

    /**
     * Checks what can be checked before an event comes.
     *
     * @throws AwsRefusal {@code ValidationException} if a path is none, or more than one kind of input is given
     */
    static void check(Target target) {
        int kinds = (target.input() == null ? 0 : 1)
                + (target.inputPath() == null ? 0 : 1)
                + (target.inputTransformer() == null ? 0 : 1);
        if (kinds > 1) {
            throw AwsRefusal.client(
                    "ValidationException",
                    "Only one of Input, InputPath, or InputTransformer must be provided for target " + target.id()
                            + ".");
        }
        if (target.inputPath() != null) {
            checkPath(target.inputPath());
        }
        if (target.inputTransformer() != null) {
            target.inputTransformer().inputPathsMap().values().forEach(TargetInput::checkPath);
        }
    }

    private static void checkPath(String path) {
        if (!PATH.matcher(path).matches()) {
            throw AwsRefusal.client("ValidationException", "Invalid JSON path: '" + path + "'.");
        }
    }

    static JsonNode of(Target target, JsonNode event) {
        if (target.input() != null) {
            return parsed(target.input());
        }
        if (target.inputPath() != null) {
            return at(event, target.inputPath());
        }
        return target.inputTransformer() == null ? event : filled(target.inputTransformer(), event);
    }

    /** The node at {@code $.a.b[0]}; missing if there is none. */
    static JsonNode at(JsonNode event, String path) {
        JsonNode node = event;
        Matcher steps = STEP.matcher(path);
        while (steps.find()) {
            node = steps.group(1) != null ? node.path(steps.group(1)) : node.path(Integer.parseInt(steps.group(2)));
        }
        return node;
    }

    private static JsonNode filled(InputTransformer transformer, JsonNode event) {
        String template = transformer.inputTemplate();
        var filled = new StringBuilder();
        boolean quoted = false;
        int copied = 0;
        Matcher placeholders = PLACEHOLDER.matcher(template);
        while (placeholders.find()) {
            String before = template.substring(copied, placeholders.start());
            quoted ^= before.replace("\\\"", "").chars().filter(c -> c == '"').count() % 2 == 1;
            filled.append(before).append(written(value(transformer, placeholders.group(1), event), quoted));
            copied = placeholders.end();
        }
        return parsed(filled.append(template.substring(copied)).toString());
    }

    private static JsonNode value(InputTransformer transformer, String name, JsonNode event) {
        return switch (name) {
            case "aws.events.event" -> event;
            case "aws.events.event.ingestion-time" -> event.path("time");
            default -> {
                String path = transformer.inputPathsMap().get(name);
                yield path == null ? MissingNode.getInstance() : at(event, path);
            }
        };
    }

    private static String written(JsonNode value, boolean quoted) {
        if (value.isMissingNode()) {
            return quoted ? "" : "null";
        }
        if (!quoted) {
            return value.toString();
        }
        String text = value.isTextual() ? value.textValue() : value.toString();
        String escaped = TextNode.valueOf(text).toString();
        return escaped.substring(1, escaped.length() - 1);
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }
}
