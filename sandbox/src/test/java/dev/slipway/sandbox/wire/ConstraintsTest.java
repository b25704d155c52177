package dev.slipway.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.awsmodel.AwsModel;
import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.testkit.Golden;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that AWS's models do not allow are refused, as AWS does it. */
class ConstraintsTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** ECS says what it thinks of values in words of its own, S3 and SQS are not decoded here. */
    private static final List<String> ELSEWHERE = List.of("ecs", "s3", "sqs", "sts");
    /** Deep enough for every member that is modelled. */
    private static final int DEEPEST = 5;

    private final Apis apis = new Apis();

    @Test
    void areThoseOfAwssModels() {
        var lines = new StringBuilder();

        apis.services().keySet().stream()
                .filter(service -> !ELSEWHERE.contains(service))
                .forEach(service -> lines.append(lines(service)));

        Golden.matches("../../main/resources/dev/slipway/sandbox/wire/constraints.txt", lines.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ssm | PutParameter | Tier | Gold | Value 'Gold' at 'tier' failed to satisfy constraint: Member must satisfy"
                        + " enum value set: [Standard, Advanced, Intelligent-Tiering]",
                "events | PutRule | State | ON | Value 'ON' at 'state' failed to satisfy constraint: Member must satisfy enum"
                        + " value set: [ENABLED, DISABLED, ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS]",
                "elasticloadbalancing | CreateTargetGroup | HealthCheckIntervalSeconds | 600 | Value '600' at"
                        + " 'healthCheckIntervalSeconds' failed to satisfy constraint: Member must have value less than or"
                        + " equal to 300",
                "elasticloadbalancing | CreateTargetGroup | HealthCheckIntervalSeconds | 1 | Value '1' at"
                        + " 'healthCheckIntervalSeconds' failed to satisfy constraint: Member must have value greater than"
                        + " or equal to 5",
                "dynamodb | ListTables | ExclusiveStartTableName | a b | Value 'a b' at 'exclusiveStartTableName' failed to satisfy constraint: Member"
                        + " must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
            })
    void areHeld(String service, String action, String member, String value, String words) {
        ObjectNode members = NODES.objectNode().put(member, value);

        AwsRefusal refusal = refusal(service, action, members);

        assertThat(refusal.code()).isEqualTo("ValidationException");
        assertThat(refusal.getMessage()).isEqualTo("1 validation error detected: " + words);
    }

    @Test
    void areHeldInListsAndWhatIsInThem() {
        ObjectNode tooMany = NODES.objectNode();
        var names = tooMany.putArray("Names");
        for (int i = 0; i < 11; i++) {
            names.add("/a/longer/name/" + i);
        }
        ObjectNode unknownKind = NODES.objectNode();
        unknownKind.putArray("Actions").addObject().put("Type", "teleport");

        assertThat(refusal("ssm", "DeleteParameters", tooMany).getMessage())
                .endsWith("at 'names' failed to satisfy constraint: Member must have length less than or equal to 10");
        assertThat(refusal("elasticloadbalancing", "CreateRule", unknownKind).getMessage())
                .startsWith("1 validation error detected: Value 'teleport' at 'actions.type' failed");
    }

    @Test
    void areToldInEcrsOwnWords() {
        ObjectNode members = NODES.objectNode().put("repositoryName", "todo").put("imageTagMutability", "SOMETIMES");

        AwsRefusal refusal = refusal("ecr", "CreateRepository", members);

        assertThat(refusal.code()).isEqualTo("InvalidParameterException");
        assertThat(refusal.getMessage())
                .startsWith(
                        "Invalid parameter at 'imageTagMutability' failed to satisfy constraint: 'Member must satisfy"
                                + " enum value set: [");
    }

    private AwsRefusal refusal(String service, String action, ObjectNode members) {
        Api api = apis.byVersion("", service).orElseThrow();
        return Optional.ofNullable(catchThrowableOfType(
                        AwsRefusal.class,
                        () -> api.decode(action, members, Kinds.ALL_TEXT, "arn:aws:iam::123456789012:user/somebody")))
                .orElseThrow();
    }

    private String lines(String service) {
        Api api = apis.byVersion("", service).orElseThrow();
        AwsModel model = Encoded.model(api);
        var lines = new TreeMap<String, String>();
        for (String action : api.actions()) {
            model.input(action)
                    .ifPresent(shape -> collect(
                            model,
                            shape,
                            action,
                            DEEPEST,
                            (path, rule) -> lines.put(path + " " + rule, service + " " + path + " " + rule + "\n")));
        }
        return String.join("", lines.values());
    }

    private static void collect(
            AwsModel model, String name, String path, int deep, BiConsumer<String, String> constraints) {
        if (deep == 0 || name.equals("AttributeValue")) {
            return;
        }
        JsonNode shape = model.shape(name);
        switch (shape.path("type").asText()) {
            case "structure" ->
                shape.path("members")
                        .properties()
                        .forEach(member -> collect(
                                model,
                                member.getValue().path("shape").asText(),
                                path + "." + member.getKey(),
                                deep - 1,
                                constraints));
            case "list" -> {
                ends(shape).ifPresent(ends -> constraints.accept(path, "size " + ends));
                collect(model, shape.at("/member/shape").asText(), path, deep, constraints);
            }
            case "map" -> collect(model, shape.at("/value/shape").asText(), path, deep, constraints);
            case "integer", "long" -> ends(shape).ifPresent(ends -> constraints.accept(path, "value " + ends));
            case "string" -> texts(shape).forEach((kind, rule) -> constraints.accept(path, kind + " " + rule));
            default -> {
                // Nothing is said of the others.
            }
        }
    }

    private static Map<String, String> texts(JsonNode shape) {
        var rules = new TreeMap<String, String>();
        if (shape.has("enum")) {
            rules.put(
                    "one-of",
                    String.join(
                            " ",
                            StreamSupport.stream(shape.path("enum").spliterator(), false)
                                    .map(JsonNode::asText)
                                    .toList()));
        } else {
            ends(shape).ifPresent(ends -> rules.put("length", ends));
        }
        if (shape.has("pattern")) {
            rules.put("like", shape.path("pattern").asText());
        }
        return rules;
    }

    private static Optional<String> ends(JsonNode shape) {
        return shape.has("min") || shape.has("max")
                ? Optional.of(
                        shape.path("min").asLong(0) + " " + shape.path("max").asLong(Integer.MAX_VALUE))
                : Optional.empty();
    }
}
