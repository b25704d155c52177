package dev.slipway.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.awsmodel.AwsModel;
import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.testkit.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything AWS's models let a client ask for is either modelled, refused by name, or listed among what may be ignored.
 * The golden files are the whole list.
 */
class ParametersTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** Deep enough for every member that is modelled. */
    static final int DEEPEST = 5;

    static Stream<String> services() {
        return new Apis()
                .services().keySet().stream()
                        .filter(service -> !List.of("s3", "sqs").contains(service));
    }

    @ParameterizedTest
    @MethodSource("services")
    void nothingIsIgnoredWithoutBeingListed(String service) {
        Api api = api(service);
        AwsModel model = Encoded.model(api);

        var text = new StringBuilder();
        for (String action : api.actions()) {
            assertThat(model.operations()).contains(action);
            text.append(action).append('\n');
            if (action.equals("RegisterTaskDefinition")) {
                text.append("  kept and read back, whatever it is: everything\n");
                continue;
            }
            fates(api, model, action)
                    .forEach((fate, members) -> text.append("  ")
                            .append(fate)
                            .append(": ")
                            .append(String.join(", ", members))
                            .append('\n'));
        }

        Golden.matches("parameters/" + service + ".txt", text.toString());
    }

    @ParameterizedTest
    @MethodSource("services")
    void whatIsNotModelledIsRefusedByItsName(String service) {
        Api api = api(service);

        for (String action : Encoded.model(api).operations()) {
            if (!api.actions().contains(action)) {
                assertThat(decoded(api, action, NODES.objectNode()))
                        .as(action)
                        .contains("does not model " + service + " " + action);
            }
        }
    }

    @Test
    void refusesAMemberByItsWholeName() {
        ObjectNode members = NODES.objectNode();
        members.putObject("deploymentConfiguration").putObject("alarms").put("severity", "high");

        String refusal = decoded(api("ecs"), "UpdateService", members);

        assertThat(refusal).contains("'deploymentConfiguration.alarms.severity' of UpdateService");
    }

    static Api api(String service) {
        Apis apis = new Apis();
        return apis.byVersion("", service).orElseThrow();
    }

    private static Map<String, Set<String>> fates(Api api, AwsModel model, String action) {
        var fates = new TreeMap<String, Set<String>>();
        for (List<String> path : paths(model, model.input(action).orElse(""), DEEPEST)) {
            String name = String.join(".", path).replaceAll("\\.(\\[]|\\{})", "$1");
            fates.computeIfAbsent(fate(api, model, action, path), fate -> new TreeSet<>())
                    .add(name);
        }
        return folded(fates);
    }

    /** Where a whole structure is refused, its members need no line of their own. */
    private static Map<String, Set<String>> folded(Map<String, Set<String>> fates) {
        var refused = fates.getOrDefault("refused", new TreeSet<>());
        refused.removeIf(name -> refused.stream()
                .anyMatch(other -> !other.equals(name) && name.matches("\\Q" + other + "\\E[.\\[{].*")));
        var ignored = fates.getOrDefault("ignored", new TreeSet<>());
        ignored.removeIf(name -> ignored.stream()
                .anyMatch(other -> !other.equals(name) && name.matches("\\Q" + other + "\\E[.\\[{].*")));
        return fates;
    }

    static String fate(Api api, AwsModel model, String action, List<String> path) {
        ObjectNode members = (ObjectNode) sample(model, model.input(action).orElseThrow(), path);
        String refusal = decoded(api, action, members);
        if (refusal.contains("does not model the member '")) {
            String named = String.join(
                    ".",
                    path.stream()
                            .filter(step -> !step.equals("[]") && !step.equals("{}"))
                            .toList());
            String told = refusal.replaceAll("(?s).*does not model the member '([^']*)'.*", "$1");
            return named.equals(told) || named.startsWith(told + ".") ? "refused" : "REFUSED AS " + told;
        }
        if (!refusal.isEmpty() && !refusal.contains("failed to satisfy constraint")) {
            return "FAILS WITH " + refusal.lines().findFirst().orElse("");
        }
        return members.has(path.getFirst()) && reaches(members, path) ? "modelled" : "ignored";
    }

    private static boolean reaches(JsonNode members, List<String> path) {
        JsonNode node = members;
        for (String step : path) {
            node = switch (step) {
                case "[]" -> node.path(0);
                case "{}" -> node.path("key");
                default -> node.path(step);
            };
        }
        return !node.isMissingNode();
    }

    private static String decoded(Api api, String action, ObjectNode members) {
        try {
            api.decode(action, members, Kinds.JSON, "arn:aws:iam::123456789012:user/somebody");
            return "";
        } catch (AwsRefusal refusal) {
            return refusal.getMessage();
        }
    }

    /** The ways to everything a shape may hold; {@code []} into a list, {@code {}} into a map. */
    static List<List<String>> paths(AwsModel model, String shape, int deep) {
        var paths = new ArrayList<List<String>>();
        if (shape.isEmpty() || deep == 0 || shape.equals("AttributeValue")) {
            return paths;
        }
        JsonNode described = model.shape(shape);
        switch (described.path("type").asText()) {
            case "structure" ->
                described.path("members").properties().forEach(member -> {
                    paths.add(List.of(member.getKey()));
                    String inner = member.getValue().path("shape").asText();
                    paths(model, inner, deep - 1).forEach(path -> paths.add(prefixed(member.getKey(), path)));
                });
            case "list" ->
                paths(model, described.at("/member/shape").asText(), deep)
                        .forEach(path -> paths.add(prefixed("[]", path)));
            case "map" ->
                paths(model, described.at("/value/shape").asText(), deep)
                        .forEach(path -> paths.add(prefixed("{}", path)));
            default -> {
                // A text or number holds nothing.
            }
        }
        return paths;
    }

    private static List<String> prefixed(String first, List<String> rest) {
        var path = new ArrayList<String>();
        path.add(first);
        path.addAll(rest);
        return path;
    }

    static JsonNode sample(AwsModel model, String shape, List<String> path) {
        JsonNode described = model.shape(shape);
        String first = path.isEmpty() ? "" : path.getFirst();
        List<String> rest = path.isEmpty() ? path : path.subList(1, path.size());
        return switch (described.path("type").asText()) {
            case "structure" ->
                path.isEmpty()
                        ? NODES.objectNode()
                        : NODES.objectNode()
                                .set(
                                        first,
                                        sample(
                                                model,
                                                described
                                                        .at("/members/" + first + "/shape")
                                                        .asText(),
                                                rest));
            case "list" ->
                path.isEmpty()
                        ? NODES.arrayNode()
                        : NODES.arrayNode()
                                .add(sample(model, described.at("/member/shape").asText(), rest));
            case "map" ->
                path.isEmpty()
                        ? NODES.objectNode()
                        : NODES.objectNode()
                                .set(
                                        "key",
                                        sample(
                                                model,
                                                described.at("/value/shape").asText(),
                                                rest));
            case "integer", "long", "double", "float", "timestamp" -> NODES.numberNode(1);
            case "boolean" -> NODES.booleanNode(true);
            default -> NODES.textNode(described.path("enum").path(0).asText("text"));
        };
    }
}
