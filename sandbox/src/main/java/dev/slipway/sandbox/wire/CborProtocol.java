package dev.slipway.sandbox.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.model.AwsRefusal;
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
        return NamedMembers.read(PLAIN, request.body(), "CBOR", "a CBOR map");
    }

    @Override
    public Kinds kinds() {
        return Kinds.JSON;
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
        String query = refusal.code() + ";" + (refusal.httpStatus() < 500 ? "Sender" : "Receiver");
        byte[] body = NamedMembers.refusal(PLAIN, refusal);
        return answer(refusal.httpStatus(), body, requestId, Map.of("x-amzn-query-error", query));
    }

    private static Answer answer(int status, byte[] body, String requestId, Map<String, String> more) {
        var headers = new TreeMap<>(more);
        headers.put("x-amzn-RequestId", requestId);
        headers.put("smithy-protocol", "rpc-v2-cbor");
        return new Answer(status, "application/cbor", headers, body);
    }
}
