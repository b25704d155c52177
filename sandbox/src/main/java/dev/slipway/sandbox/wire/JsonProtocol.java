package dev.slipway.sandbox.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.model.AwsRefusal;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** AWS JSON 1.0 and 1.1: the action stands in {@code X-Amz-Target}, the members in the body. */
final class JsonProtocol implements Protocol {
    private static final ObjectMapper PLAIN = new ObjectMapper();

    private final Inbound request;
    private final String contentType;
    private final String action;

    JsonProtocol(Inbound request) {
        this.request = request;
        String asked = request.header("content-type");
        this.contentType = asked.startsWith("application/x-amz-json-1.0")
                ? "application/x-amz-json-1.0"
                : "application/x-amz-json-1.1";
        String target = request.header("x-amz-target");
        this.action = target.substring(target.lastIndexOf('.') + 1);
    }

    /** What stands before the action in {@code X-Amz-Target}; empty if the request is not of this protocol. */
    static String targetPrefix(Inbound request) {
        String target = request.header("x-amz-target");
        return target.substring(0, Math.max(0, target.lastIndexOf('.')));
    }

    @Override
    public String action() {
        return action;
    }

    @Override
    public ObjectNode members() {
        return NamedMembers.read(PLAIN, request.body(), "JSON", "a JSON object");
    }

    @Override
    public Kinds kinds() {
        return Kinds.JSON;
    }

    @Override
    public Answer answer(Api api, @Nullable Object result, String requestId) {
        try {
            return answer(200, api.json().writeValueAsBytes(result), requestId, Map.of());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the answer to " + action + " can't be written: " + result, e);
        }
    }

    @Override
    public Answer refuse(AwsRefusal refusal, String requestId) {
        byte[] body = NamedMembers.refusal(PLAIN, refusal);
        return answer(refusal.httpStatus(), body, requestId, Map.of("x-amzn-ErrorType", refusal.code()));
    }

    private Answer answer(int status, byte[] body, String requestId, Map<String, String> more) {
        var checksum = new CRC32();
        checksum.update(body);
        var headers = new TreeMap<>(more);
        headers.put("x-amzn-RequestId", requestId);
        headers.put("x-amz-crc32", Long.toString(checksum.getValue()));
        return new Answer(status, contentType, headers, body);
    }
}
