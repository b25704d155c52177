package dev.slipway.deployer.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What is different in a task definition, for people. Containers, variables and volumes are matched by name, so that a new
 * order is no difference; what AWS fills in by itself is none either; values that look secret are not shown.
 *
 * @param changes in the order of their paths
 */
public record TaskDefinitionDiff(List<Change> changes) {
    private static final Pattern SECRET =
            Pattern.compile(".*(PASSWORD|PASSWD|SECRET|TOKEN|CREDENTIAL|PRIVATE|API_?KEY|ACCESS_?KEY).*");

    /**
     * Where a task has ports of its own, a host port can only be the container's; elsewhere 0 is the same as none (API
     * reference, PortMapping).
     */
    private static final Set<String> OWN_PORTS = Set.of("awsvpc", "host");

    public TaskDefinitionDiff {
        changes = List.copyOf(changes);
    }

    /**
     * One difference.
     *
     * @param path   such as {@code containerDefinitions[app].image}
     * @param before empty if it is new
     * @param after  empty if it is gone
     */
    public record Change(String path, Optional<String> before, Optional<String> after) {

        @Override
        public String toString() {
            return path + ": " + before.orElse("(none)") + " -> " + after.orElse("(none)");
        }
    }

    public static TaskDefinitionDiff between(JsonNode before, JsonNode after) {
        SortedMap<String, String> old = flatten(before);
        SortedMap<String, String> now = flatten(after);
        var paths = new TreeSet<String>(old.keySet());
        paths.addAll(now.keySet());
        var changes = new ArrayList<Change>();
        for (String path : paths) {
            Optional<String> was = Optional.ofNullable(old.get(path));
            Optional<String> is = Optional.ofNullable(now.get(path));
            if (!was.equals(is) && !isOurs(path)) {
                changes.add(new Change(path, masked(path, was), masked(path, is)));
            }
        }
        return new TaskDefinitionDiff(changes);
    }

    /** One line for each change; the empty text if there is none. */
    public String text() {
        return String.join("\n", changes.stream().map(Change::toString).toList());
    }

    // These differ in every release; the image's own line says the same.
    private static boolean isOurs(String path) {
        return path.endsWith(".environment[" + Pinning.RELEASE + "]")
                || path.endsWith(".environment[" + Pinning.IMAGE_DIGEST + "]");
    }

    private static Optional<String> masked(String path, Optional<String> value) {
        boolean isValue = path.contains(".environment[") || path.contains(".options.");
        return isValue && SECRET.matcher(path.toUpperCase(Locale.ROOT)).matches() ? value.map(text -> "***") : value;
    }

    private static SortedMap<String, String> flatten(JsonNode content) {
        var leaves = new TreeMap<String, String>();
        flatten("", content, leaves);
        boolean hasOwnPorts = OWN_PORTS.contains(content.path("networkMode").asText());
        leaves.entrySet().removeIf(leaf -> {
            String path = leaf.getKey();
            String value = leaf.getValue();
            return isDefault(path, value)
                    || (path.endsWith("].hostPort")
                            && value.equals(hasOwnPorts ? leaves.get(containerPort(path)) : "0"));
        });
        return leaves;
    }

    private static String containerPort(String hostPort) {
        return hostPort.substring(0, hostPort.length() - "hostPort".length()) + "containerPort";
    }

    private static void flatten(String path, JsonNode node, SortedMap<String, String> leaves) {
        if (node.isObject()) {
            node.properties()
                    .forEach(
                            property -> flatten(JsonPath.member(path, property.getKey()), property.getValue(), leaves));
        } else if (node.isArray() && !node.isEmpty() && node.get(0).isObject()) {
            for (int index = 0; index < node.size(); index++) {
                flattenElement(JsonPath.element(path, node.get(index), index), node.get(index), leaves);
            }
        } else if (!node.isNull() && !(node.isArray() && node.isEmpty())) {
            leaves.put(path, node.isValueNode() ? node.asText() : node.toString());
        }
    }

    /** A variable, {@code {name, value}} or {@code {name, valueFrom}}, is one leaf. */
    private static void flattenElement(String path, JsonNode element, SortedMap<String, String> leaves) {
        JsonNode value = element.path(element.has("valueFrom") ? "valueFrom" : "value");
        if (element.size() == 2 && element.has("name") && value.isValueNode()) {
            leaves.put(path, value.asText());
        } else {
            flatten(path, element, leaves);
        }
    }

    // DescribeTaskDefinition answers with these where the registration had none (API reference, ContainerDefinition).
    private static boolean isDefault(String path, String value) {
        return path.startsWith("containerDefinitions[")
                && (path.endsWith("].name")
                        || (path.endsWith("].cpu") && value.equals("0"))
                        || (path.endsWith("].essential") && value.equals("true"))
                        || (path.endsWith("].protocol") && value.equals("tcp")));
    }
}
