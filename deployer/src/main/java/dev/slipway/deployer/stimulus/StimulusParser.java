package dev.slipway.deployer.stimulus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.stimulus.Stimulus.Ignored;
import dev.slipway.deployer.stimulus.Stimulus.ParameterChanged;
import dev.slipway.deployer.stimulus.Stimulus.Unparsable;
import dev.slipway.deployer.stimulus.Stimulus.WakeUp;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads the text of a queue message. Fields that it does not know are ignored, since AWS announces that new ones may appear
 * (EventBridge user guide, "Events").
 */
public final class StimulusParser {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StimulusParser() {}

    public static Stimulus parse(String body) {
        JsonNode message;
        try {
            message = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return new Unparsable("it is not JSON: " + e.getOriginalMessage());
        }
        if (message.path("slipway").isTextual()) {
            return ours(message);
        }
        return envelope(message)
                .map(StimulusParser::event)
                .orElseGet(() ->
                        new Unparsable("it is neither an EventBridge event (with 'source', 'detail-type', 'time' and"
                                + " 'detail') nor a message of Slipway's own"));
    }

    private static Stimulus ours(JsonNode message) {
        String kind = message.path("slipway").asText();
        if (!kind.equals("wake")) {
            return new Ignored(
                    "a message of Slipway's own of the kind '" + kind + "', which this version does not know");
        }
        try {
            return new WakeUp(
                    new ServiceName(message.path("service").asText("")),
                    message.path("token").asText(""));
        } catch (IllegalArgumentException e) {
            return new Unparsable("it is a wake-up without a service: " + e.getMessage());
        }
    }

    private static Optional<Envelope> envelope(JsonNode message) {
        String source = message.path("source").asText("");
        String type = message.path("detail-type").asText("");
        if (source.isEmpty() || type.isEmpty() || !message.path("detail").isObject()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Envelope(
                    source,
                    type,
                    message.path("account").asText(""),
                    message.path("region").asText(""),
                    Instant.parse(message.path("time").asText("")),
                    message.path("resources").path(0).asText(""),
                    message.path("detail")));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Stimulus event(Envelope envelope) {
        return switch (envelope.source()) {
            case "aws.ecr" -> EcrEvents.read(envelope);
            case "aws.ecs" -> EcsEvents.read(envelope);
            case "aws.ssm" -> parameter(envelope);
            default -> new Ignored("'" + envelope.type() + "' of '" + envelope.source() + "'");
        };
    }

    private static Stimulus parameter(Envelope envelope) {
        String operation = envelope.text("operation");
        String name = envelope.text("name");
        if (!envelope.type().equals("Parameter Store Change") || name.isEmpty()) {
            return new Ignored("'" + envelope.type() + "' of '" + envelope.source() + "'");
        }
        return switch (operation) {
            case "Create", "Update" -> new ParameterChanged(name);
            default -> new Ignored("'" + operation + "' of the parameter '" + name + "'");
        };
    }

    /** The head of an event, and its detail. */
    record Envelope(
            String source, String type, String account, String region, Instant time, String resource, JsonNode detail) {

        /** A text of the detail; empty if it is missing or something else. */
        String text(String key) {
            return detail.path(key).asText("");
        }
    }
}
