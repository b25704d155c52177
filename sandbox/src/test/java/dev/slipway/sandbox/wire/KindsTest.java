package dev.slipway.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.awsmodel.AwsModel;
import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.ecs.RegisterTaskDefinition;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A member of another kind than AWS's model says is refused, not converted. */
class KindsTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @RegisterExtension
    static final Served SERVED = new Served();

    @ParameterizedTest
    @MethodSource("dev.slipway.sandbox.wire.ParametersTest#services")
    void areThoseOfAwssModels(String service) {
        Api api = ParametersTest.api(service);
        AwsModel model = Encoded.model(api);

        var taken = new ArrayList<String>();
        for (String action : api.actions()) {
            String shape = model.input(action).orElse("");
            for (List<String> path : ParametersTest.paths(model, shape, ParametersTest.DEEPEST)) {
                if (hasKind(model, shape, path)
                        && !isKeptWhole(api.type(action), path.getFirst())
                        && ParametersTest.fate(api, model, action, path).equals("modelled")
                        && !refusal(api, action, wrong(model, shape, path)).equals("SerializationException")) {
                    taken.add(action + " " + String.join(".", path));
                }
            }
        }

        assertThat(taken).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5       | NUMBER_VALUE can not be converted to a String",
                "true    | TRUE_VALUE can not be converted to a String",
                "['a']   | Start of list found where not expected",
                "{'a':1} | Start of structure or map found where not expected.",
            })
    void areToldAsAwsTellsThem(String value, String message) throws Exception {
        HttpResponse<String> refused = post(
                "AmazonSSM.GetParameter", "application/x-amz-json-1.1", "{\"Name\":" + value.replace('\'', '"') + "}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).isEqualTo("{\"__type\":\"SerializationException\",\"message\":\"" + message + "\"}");
    }

    @Test
    void areAllTextInAForm() throws Exception {
        String form = "Action=DescribeLoadBalancers&Version=2015-12-01&PageSize=10&Names=";

        HttpResponse<String> taken = post("", "application/x-www-form-urlencoded", form);
        HttpResponse<String> refused = post("", "application/x-www-form-urlencoded", form + "todo");

        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("<Code>MalformedInput</Code>");
    }

    /** Times are read in every form that AWS has for them, and DynamoDB looks at its values itself. */
    private static boolean hasKind(AwsModel model, String shape, List<String> path) {
        JsonNode described = shape(model, shape, path);
        return !described.path("type").asText().equals("timestamp")
                && !described.path("document").asBoolean()
                && !described.path("members").has("NULL");
    }

    /** What has no effect is kept and read back, whatever it is; so is a task definition. */
    private static boolean isKeptWhole(Class<?> type, String member) {
        return type == RegisterTaskDefinition.class
                || Arrays.stream(type.getRecordComponents())
                        .anyMatch(component -> component.getName().equalsIgnoreCase(member)
                                && JsonNode.class.isAssignableFrom(component.getType()));
    }

    private static JsonNode shape(AwsModel model, String shape, List<String> path) {
        JsonNode described = model.shape(shape);
        for (String step : path) {
            described = model.shape(
                    switch (step) {
                        case "[]" -> described.at("/member/shape").asText();
                        case "{}" -> described.at("/value/shape").asText();
                        default -> described.at("/members/" + step + "/shape").asText();
                    });
        }
        return described;
    }

    private static ObjectNode wrong(AwsModel model, String shape, List<String> path) {
        JsonNode members = ParametersTest.sample(model, shape, path);
        JsonNode holder = members;
        for (String step : path.subList(0, path.size() - 1)) {
            holder = step.equals("[]") ? holder.path(0) : holder.path(step.equals("{}") ? "key" : step);
        }
        JsonNode other = shape(model, shape, path).path("type").asText().equals("string")
                ? NODES.numberNode(1)
                : NODES.textNode("1");
        if (holder instanceof ArrayNode list) {
            list.set(0, other);
        } else {
            ((ObjectNode) holder).set(path.getLast().equals("{}") ? "key" : path.getLast(), other);
        }
        return (ObjectNode) members;
    }

    private static String refusal(Api api, String action, ObjectNode members) {
        try {
            api.decode(action, members, Kinds.JSON, "arn:aws:iam::123456789012:user/somebody");
            return "";
        } catch (AwsRefusal refusal) {
            return refusal.code();
        }
    }

    private static HttpResponse<String> post(String target, String type, String body) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(SERVED.sandbox().endpoint() + "/"))
                    .header("content-type", type)
                    .header("x-amz-target", target)
                    .POST(BodyPublishers.ofString(body))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
