package dev.slipway.deployer.taskdef;

import com.fasterxml.jackson.databind.JsonNode;

/** How a place in a task definition is written for people: {@code containerDefinitions[app].environment[URL]}. */
final class JsonPath {

    private JsonPath() {}

    static String member(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** An element by its {@code name} if it has one, else by its index. */
    static String element(String path, JsonNode element, int index) {
        String name = element.path("name").asText("");
        return path + "[" + (name.isEmpty() ? Integer.toString(index) : name) + "]";
    }
}
