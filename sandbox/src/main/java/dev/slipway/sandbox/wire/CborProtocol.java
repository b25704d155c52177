package dev.slipway.sandbox.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.model.AwsRefusal;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Smithy RPC v2 in CBOR: service and action stand in the path. CloudWatch's SDK client speaks it. */
final class CborProtocol implements Protocol {
    private static final Pattern PATH = Pattern.compile("/service/([^/]+)/operation/([^/]+)");
    private static final ObjectMapper PLAIN = Mappers.cbor(Mappers.CAMEL);

    private final Inbound request;
    private final String action;

    CborProtocol(Inbound request) {
        this.request = request;
        Matcher path = PATH.matcher(request.path());
        this.action = path.matches() ? path.group(2) : "";
    }

    /** The service in the path; empty if the request is not of this protocol. */
    static String service(Inbound request) {
        Matcher path = PATH.matcher(request.path());
        return path.matches() ? path.group(1) : "";
    }

    @Override
    public String action() {
        return action;
    }

    @Override
    public ObjectNode members() {
        try {
            if (request.body().length == 0) {
                return PLAIN.createObjectNode();
            }
            if (PLAIN.readTree(request.body()) instanceof ObjectNode members) {
                return members;
            }
        } catch (IOException e) {
            throw AwsRefusal.client("SerializationException", "The body is not CBOR: " + e.getMessage());
        }
        throw AwsRefusal.client("SerializationException", "The body is not a CBOR map.");
    }

    @Override
    public Answer answer(Api api, @Nullable Object result, String requestId) {
        try {
            return answer(200, Mappers.cbor(api.naming()).writeValueAsBytes(result), requestId, Map.of());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the answer to " + action + " can't be written: " + result, e);
        }
    }

    @Override
    public Answer refuse(AwsRefusal refusal, String requestId) {
        ObjectNode body = PLAIN.createObjectNode();
        body.put("__type", refusal.code());
        body.put("message", refusal.getMessage());
        refusal.members().forEach((name, value) -> body.set(name, PLAIN.valueToTree(value)));
        try {
            String query = refusal.code() + ";" + (refusal.httpStatus() < 500 ? "Sender" : "Receiver");
            return answer(
                    refusal.httpStatus(),
                    PLAIN.writeValueAsBytes(body),
                    requestId,
                    Map.of("x-amzn-query-error", query));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an error can't be written", e);
        }
    }

    private static Answer answer(int status, byte[] body, String requestId, Map<String, String> more) {
        var headers = new TreeMap<>(more);
        headers.put("x-amzn-RequestId", requestId);
        headers.put("smithy-protocol", "rpc-v2-cbor");
        return new Answer(status, "application/cbor", headers, body);
    }
}
