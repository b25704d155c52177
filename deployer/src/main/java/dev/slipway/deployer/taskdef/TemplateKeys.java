package dev.slipway.deployer.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.deployer.problem.NearestName;
import java.util.List;

/** Checks the keys of a template: what the API does not know, the SDK would silently leave out. */
final class TemplateKeys {

    private TemplateKeys() {}

    static void check(ObjectNode template, List<String> faults) {
        template.fieldNames().forEachRemaining(key -> {
            if (Members.OF_ANSWER.contains(key)) {
                faults.add(key + ": is AWS's answer, not a part of what is registered; delete it");
            } else {
                checkKey("", key, Members.OF_TASK_DEFINITION, faults);
            }
        });
        JsonNode containers = template.path("containerDefinitions");
        for (int index = 0; index < containers.size(); index++) {
            String path = JsonPath.element("containerDefinitions", containers.get(index), index);
            containers
                    .get(index)
                    .fieldNames()
                    .forEachRemaining(key -> checkKey(path, key, Members.OF_CONTAINER_DEFINITION, faults));
        }
    }

    private static void checkKey(String path, String key, List<String> known, List<String> faults) {
        if (!known.contains(key)) {
            faults.add(JsonPath.member(path, key) + ": unknown key '" + key + "'" + NearestName.hint(key, known));
        }
    }
}
