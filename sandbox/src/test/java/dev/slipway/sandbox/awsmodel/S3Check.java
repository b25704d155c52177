package dev.slipway.sandbox.awsmodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.wire.Answer;
import dev.slipway.sandbox.wire.Inbound;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/** Compares S3's answers with its model: which operation is meant, method, path and query say. */
final class S3Check {
    private static final AwsModel MODEL = AwsModel.of("s3");

    private S3Check() {}

    static List<String> faults(Inbound request, Answer answer) {
        Optional<String> action = action(request);
        String where = "s3 " + action.orElse(request.method() + " " + request.path());
        if (answer.status() >= 400) {
            if (request.method().equals("HEAD")) {
                return answer.body().length == 0 ? List.of() : List.of(where + ": a HEAD has no body");
            }
            String code = XmlTree.text(XmlTree.parse(answer.body()), "Code");
            return isListed(code)
                    ? List.of()
                    : AnswerCheck.refused(MODEL, action.orElse(""), code, answer.status(), where);
        }
        if (action.isEmpty()) {
            return List.of(where + ": S3 has no such operation");
        }
        return body(action.get(), answer, where);
    }

    /** S3 documents its errors in one list for all operations: API_Error of its reference. */
    private static boolean isListed(String code) {
        return List.of(
                        "NoSuchKey",
                        "NoSuchBucket",
                        "BucketNotEmpty",
                        "BucketAlreadyOwnedByYou",
                        "InvalidBucketName",
                        "InvalidArgument",
                        "PreconditionFailed",
                        "KeyTooLongError",
                        "InvalidURI")
                .contains(code);
    }

    private static List<String> body(String action, Answer answer, String where) {
        Optional<String> output = MODEL.output(action);
        if (output.isEmpty()) {
            return answer.body().length == 0 ? List.of() : List.of(where + ": answers nothing, but found a body");
        }
        JsonNode shape = MODEL.shape(output.get());
        boolean isBlob = MODEL.shape(output.get()).has("payload");
        boolean inHeaders = shape.path("members").properties().stream()
                .allMatch(member -> member.getValue().has("location"));
        if (isBlob || inHeaders || answer.body().length == 0 || action.equals("GetBucketLocation")) {
            return List.of();
        }
        Element root = XmlTree.parse(answer.body());
        return ShapeCheck.faults(MODEL, output.get(), new XmlTree(MODEL).tree(output.get(), root), where, true);
    }

    private static Optional<String> action(Inbound request) {
        int parts = Math.min(2, (int) Arrays.stream(request.path().split("/", 3))
                .filter(part -> !part.isEmpty())
                .count());
        var keys = Arrays.stream(request.query().split("&", -1))
                .filter(key -> !key.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        return MODEL.operationsByName().entrySet().stream()
                .filter(each -> fits(each.getValue(), request, parts, keys))
                .max(Comparator.comparingInt(each -> weight(each.getValue())))
                .map(Map.Entry::getKey);
    }

    private static boolean fits(ObjectNode operation, Inbound request, int parts, Set<String> keys) {
        String uri = operation.at("/http/requestUri").asText();
        String[] split = uri.split("\\?", 2);
        int wanted = split[0].contains("{Key+}") ? 2 : split[0].contains("{Bucket}") ? 1 : 0;
        boolean queried = split.length < 2
                || Arrays.stream(split[1].split("&", -1))
                        .allMatch(key -> keys.contains(key) || keys.contains(key + "="));
        return operation.at("/http/method").asText().equals(request.method())
                && wanted == parts
                && queried
                && MODEL.input(operation.path("name").asText())
                        .map(input -> requiredAreThere(input, request))
                        .orElse(true);
    }

    private static boolean requiredAreThere(String input, Inbound request) {
        JsonNode shape = MODEL.shape(input);
        for (JsonNode required : shape.path("required")) {
            JsonNode member = shape.path("members").path(required.asText());
            String name = member.path("locationName").asText();
            if (member.path("location").asText().equals("header")
                    && request.header(name).isEmpty()) {
                return false;
            }
            if (member.path("location").asText().equals("querystring")
                    && !request.query().contains(name)) {
                return false;
            }
        }
        return true;
    }

    private static int weight(ObjectNode operation) {
        String uri = operation.at("/http/requestUri").asText();
        return uri.contains("?") ? uri.split("&", -1).length + 1 : 0;
    }
}
