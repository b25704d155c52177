package dev.slipway.sandbox.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The attributes somebody asks a queue for. */
final class AttributeNames {
    private final List<String> names = new ArrayList<>();

    AttributeNames(JsonNode asked) {
        asked.forEach(name -> names.add(name.asText()));
    }

    /** What ElasticMQ is asked for: never nothing, since it has to say whether the queue is there. */
    ArrayNode forElasticMq() {
        ArrayNode asked = JsonNodeFactory.instance.arrayNode();
        names.stream().filter(name -> !KeptAttributes.keeps(name)).forEach(asked::add);
        return asked.isEmpty() ? asked.add("QueueArn") : asked;
    }

    /** Which of the attributes at hand were asked for. */
    List<String> of(ObjectNode atHand) {
        var told = new ArrayList<String>();
        atHand.fieldNames().forEachRemaining(name -> {
            if (names.contains("All") || names.contains(name)) {
                told.add(name);
            }
        });
        return told;
    }
}
