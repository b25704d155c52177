package dev.slipway.sandbox.awsmodel;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares AWS services' own events with what their pages document: {@code aws-models/event-shapes.json}. */
public final class EventCheck {
    private static final JsonNode SCHEMAS = AwsModel.resource("event-shapes.json");
    private static final Map<String, String> ENVELOPE = Map.of(
            "version", "0",
            "id", "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
            "detail-type", ".+",
            "source", ".+",
            "account", "\\d{12}",
            "time", "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ",
            "region", "[a-z]+-[a-z]+-\\d");

    private EventCheck() {}

    /** Whether this is an event at all, and not what a rule's input made of one. */
    public static boolean isEvent(JsonNode body) {
        return body.has("detail-type") && body.has("source") && body.has("detail");
    }

    /** The faults of an event, each in a sentence. Of events that are not AWS's own only the envelope is looked at. */
    public static List<String> faults(JsonNode event) {
        var faults = new ArrayList<String>();
        String type = event.path("detail-type").asText();
        ENVELOPE.forEach((name, pattern) -> compare(event, name, pattern, type, faults));
        event.fieldNames().forEachRemaining(name -> {
            if (!ENVELOPE.containsKey(name) && !name.equals("resources") && !name.equals("detail")) {
                faults.add(type + ": an envelope has no member '" + name + "'");
            }
        });
        if (!event.path("resources").isArray()) {
            faults.add(type + ": 'resources' is no list");
        }
        if (event.path("source").asText().startsWith("aws.")) {
            detail(type, event, faults);
        }
        return faults;
    }

    private static void detail(String type, JsonNode event, List<String> faults) {
        JsonNode schema = SCHEMAS.path(type);
        if (!schema.path("source").asText().equals(event.path("source").asText())) {
            faults.add("no page documents an event '" + type + "' of '"
                    + event.path("source").asText() + "'");
            return;
        }
        JsonNode detail = event.path("detail");
        if (schema.has("shape")) {
            String[] named = schema.path("shape").asText().split(" ", 2);
            faults.addAll(ShapeCheck.faults(AwsModel.of(named[0]), named[1], detail, type, true));
            return;
        }
        schema.path("required")
                .properties()
                .forEach(each -> compare(detail, each.getKey(), each.getValue().asText(), type, faults));
        detail.properties().forEach(each -> {
            JsonNode optional = schema.path("optional").path(each.getKey());
            if (optional.isTextual()) {
                compare(detail, each.getKey(), optional.asText(), type, faults);
            } else if (!schema.path("required").has(each.getKey())) {
                faults.add(type + ": no page documents a member '" + each.getKey() + "'");
            }
        });
    }

    private static void compare(JsonNode object, String name, String pattern, String type, List<String> faults) {
        JsonNode value = object.path(name);
        boolean fits = value.isTextual()
                && (pattern.equals("TIME")
                        ? isTime(value.asText())
                        : value.asText().matches(pattern));
        if (!fits) {
            faults.add(type + ": '" + name + "' is to be " + pattern + ", and is " + value);
        }
    }

    private static boolean isTime(String text) {
        try {
            return OffsetDateTime.parse(text) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
