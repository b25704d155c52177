package dev.slipway.sandbox.awsmodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import dev.slipway.sandbox.wire.Answer;
import dev.slipway.sandbox.wire.Inbound;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/** Compares one answer of the endpoint with what the service's model says of it, in each of AWS's protocols. */
public final class AnswerCheck {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());
    private static final Pattern RPC = Pattern.compile("/service/([^/]+)/operation/([^/]+)");
    private static final Map<String, String> BY_TARGET = Map.of(
            "AmazonEC2ContainerServiceV20141113", "ecs",
            "AmazonEC2ContainerRegistry_V20150921", "ecr",
            "AmazonSSM", "ssm",
            "AmazonSQS", "sqs",
            "DynamoDB_20120810", "dynamodb",
            "AWSEvents", "events",
            "GraniteServiceVersion20100801", "cloudwatch");
    private static final Map<String, String> BY_VERSION = Map.of(
            "2015-12-01", "elbv2",
            "2010-08-01", "cloudwatch",
            "2011-06-15", "sts",
            "2012-11-05", "sqs");

    private AnswerCheck() {}

    /** The faults of an answer, each in a sentence; none if the request is for nobody whose model is at hand. */
    public static List<String> faults(Inbound request, Answer answer) {
        String target = request.header("x-amz-target");
        Matcher rpc = RPC.matcher(request.path());
        if (!target.isEmpty()) {
            String service = BY_TARGET.get(target.substring(0, Math.max(0, target.lastIndexOf('.'))));
            return service == null ? List.of() : json(service, target.substring(target.lastIndexOf('.') + 1), answer);
        }
        if (rpc.matches()) {
            return cbor(rpc.group(2), answer);
        }
        String form = request.query() + "&" + new String(request.body(), StandardCharsets.UTF_8);
        String action = field(form, "Action");
        String service = BY_VERSION.get(field(form, "Version"));
        if (!action.isEmpty()) {
            return service == null ? List.of() : query(service, action, answer);
        }
        return request.header("authorization").contains("/s3/") ? S3Check.faults(request, answer) : List.of();
    }

    private static String field(String form, String name) {
        Matcher matcher = Pattern.compile("(?:^|&)" + name + "=([^&]*)").matcher(form);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static List<String> json(String service, String action, Answer answer) {
        try {
            JsonNode body = JSON.readTree(answer.body());
            return tree(service, action, answer, body);
        } catch (IOException e) {
            return List.of(service + " " + action + ": no JSON: " + e.getMessage());
        }
    }

    private static List<String> cbor(String action, Answer answer) {
        try {
            JsonNode body = answer.body().length == 0 ? CBOR.createObjectNode() : CBOR.readTree(answer.body());
            return tree("cloudwatch", action, answer, body);
        } catch (IOException e) {
            return List.of("cloudwatch " + action + ": no CBOR: " + e.getMessage());
        }
    }

    private static List<String> tree(String service, String action, Answer answer, JsonNode body) {
        AwsModel model = AwsModel.of(service);
        String where = service + " " + action;
        if (answer.status() == 200) {
            return succeeded(model, action, body, where);
        }
        String code = body.path("__type").asText();
        String plain = code.substring(code.lastIndexOf('#') + 1);
        var faults = new ArrayList<>(refused(model, action, plain, answer.status(), where));
        String shape =
                model.operations().contains(action) ? model.errors(action).get(plain) : null;
        if (shape != null && body instanceof ObjectNode members) {
            members.remove(List.of("__type", "message", "Message"));
            // Botocore leaves the message out of some errors' shapes; every service sends it.
            faults.addAll(ShapeCheck.faults(model, shape, members, where + " " + plain, false).stream()
                    .filter(fault -> !fault.contains("the member 'message' that"))
                    .toList());
        }
        return faults;
    }

    private static List<String> succeeded(AwsModel model, String action, JsonNode body, String where) {
        if (!model.operations().contains(action)) {
            return List.of(where + ": there is no such operation");
        }
        Optional<String> shape = model.output(action);
        if (shape.isEmpty()) {
            return body.isEmpty() ? List.of() : List.of(where + ": answers nothing, but found " + body);
        }
        return ShapeCheck.faults(model, shape.get(), body, where, false);
    }

    static List<String> refused(AwsModel model, String action, String code, int status, String where) {
        boolean known =
                (model.operations().contains(action) && model.errors(action).containsKey(code))
                        || BeyondTheModel.error(model.service(), action, code);
        if (code.isEmpty()) {
            return List.of(where + ": an error (HTTP " + status + ") without a code");
        }
        return known ? List.of() : List.of(where + ": is not documented to answer with the error '" + code + "'");
    }

    private static List<String> query(String service, String action, Answer answer) {
        AwsModel model = AwsModel.of(service);
        String where = service + " " + action;
        Element root = XmlTree.parse(answer.body());
        if (answer.status() != 200) {
            return refused(model, action, XmlTree.text(root, "Code"), answer.status(), where);
        }
        if (!root.getTagName().equals(action + "Response")) {
            return List.of(where + ": the root is " + root.getTagName());
        }
        List<Element> parts = XmlTree.children(root);
        Optional<String> shape = model.output(action);
        boolean isJsonModel = service.equals("sqs");
        if (isJsonModel || shape.isEmpty()) {
            // SQS's model is of its JSON protocol only; who speaks the old one reads what ElasticMQ writes.
            return List.of();
        }
        Element result = parts.getFirst();
        if (!result.getTagName().equals(action + "Result")) {
            return List.of(where + ": the result is in " + result.getTagName());
        }
        return ShapeCheck.faults(model, shape.get(), new XmlTree(model).tree(shape.get(), result), where, true);
    }
}
