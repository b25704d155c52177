package dev.slipway.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.model.AwsRefusal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** AWS query: a form with {@code Action}, {@code Version} and flattened members; answered in XML. */
final class QueryProtocol implements Protocol {
    private final QueryForm form;
    private final String namespace;

    QueryProtocol(QueryForm form, String namespace) {
        this.form = form;
        this.namespace = namespace;
    }

    @Override
    public String action() {
        return form.value("Action");
    }

    @Override
    public ObjectNode members() {
        return form.members();
    }

    @Override
    public Kinds kinds() {
        return Kinds.ALL_TEXT;
    }

    @Override
    public Answer answer(Api api, @Nullable Object result, String requestId) {
        JsonNode tree = Mappers.xml(api.naming()).valueToTree(result);
        var xml = new Xml();
        xml.open(action() + "Response", namespace);
        xml.element(action() + "Result", tree);
        xml.open("ResponseMetadata").text("RequestId", requestId).close("ResponseMetadata");
        xml.close(action() + "Response");
        return answer(200, xml, requestId);
    }

    @Override
    public Answer refuse(AwsRefusal refusal, String requestId) {
        var xml = new Xml();
        xml.open("ErrorResponse", namespace).open("Error");
        xml.text("Type", refusal.httpStatus() < 500 ? "Sender" : "Receiver");
        xml.text("Code", code(refusal)).text("Message", refusal.getMessage());
        xml.close("Error").text("RequestId", requestId).close("ErrorResponse");
        return answer(refusal.httpStatus(), xml, requestId);
    }

    /** In this protocol AWS's codes are the exceptions' names without their last word. */
    private static String code(AwsRefusal refusal) {
        return switch (refusal.code()) {
            case "ValidationException" -> "ValidationError";
            case "UnknownOperationException" -> "InvalidAction";
            case "SerializationException" -> "MalformedInput";
            default -> refusal.code().replaceFirst("Exception$", "");
        };
    }

    private static Answer answer(int status, Xml xml, String requestId) {
        return new Answer(
                status,
                "text/xml",
                Map.of("x-amzn-RequestId", requestId),
                xml.toString().getBytes(StandardCharsets.UTF_8));
    }
}
