package dev.slipway.sandbox.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.model.AwsRefusal;
import java.io.IOException;

/** Bodies that are one map of members by name, which JSON and CBOR write down differently. */
final class NamedMembers {
    private NamedMembers() {}

    /**
     * What the body says; nothing if there is none.
     *
     * @param format what it should be, such as {@code JSON}
     * @param whole what all of it should be, such as {@code a JSON object}
     */
    static ObjectNode read(ObjectMapper mapper, byte[] body, String format, String whole) {
        try {
            if (body.length == 0) {
                return mapper.createObjectNode();
            }
            if (mapper.readTree(body) instanceof ObjectNode members) {
                return members;
            }
        } catch (IOException e) {
            throw AwsRefusal.client("SerializationException", "The body is not " + format + ": " + e.getMessage());
        }
        throw AwsRefusal.client("SerializationException", "The body is not " + whole + ".");
    }

    static byte[] refusal(ObjectMapper mapper, AwsRefusal refusal) {
        ObjectNode body = mapper.createObjectNode();
        body.put("__type", refusal.code());
        body.put("message", refusal.getMessage());
        refusal.members().forEach((name, value) -> body.set(name, mapper.valueToTree(value)));
        try {
            return mapper.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an error can't be written", e);
        }
    }
}
