package dev.slipway.deployer.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceSpec.ImageSpec;
import dev.slipway.deployer.problem.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts one image into its containers, by digest, and tells them what they are. */
final class Pinning {
    static final String RELEASE = "SLIPWAY_RELEASE";
    static final String IMAGE_TAG = "SLIPWAY_IMAGE_TAG";
    static final String IMAGE_DIGEST = "SLIPWAY_IMAGE_DIGEST";

    private final ImageSpec spec;
    private final ReleaseId release;
    private final Image image;
    private final String repositoryUri;
    private final List<String> faults;

    Pinning(ImageSpec spec, ReleaseId release, Image image, String repositoryUri, List<String> faults) {
        this.spec = spec;
        this.release = release;
        this.image = image;
        this.repositoryUri = repositoryUri;
        this.faults = faults;
    }

    void apply(ObjectNode content) {
        if (!(content.path("containerDefinitions") instanceof ArrayNode definitions) || definitions.isEmpty()) {
            faults.add("containerDefinitions: at least one container is expected");
            return;
        }
        SortedMap<String, ObjectNode> containers = byName(definitions);
        for (String wanted : spec.containers()) {
            ObjectNode container = containers.get(wanted);
            if (container == null) {
                faults.add("containerDefinitions: there is no container '" + wanted + "' to pin"
                        + NearestName.hint(wanted, containers.keySet()));
            } else {
                pin(container);
            }
        }
        containers.forEach(this::checkOther);
    }

    private SortedMap<String, ObjectNode> byName(ArrayNode definitions) {
        var containers = new TreeMap<String, ObjectNode>();
        for (int index = 0; index < definitions.size(); index++) {
            JsonNode definition = definitions.get(index);
            String path = JsonPath.element("containerDefinitions", definition, index);
            String name = definition.path("name").asText("");
            if (!(definition instanceof ObjectNode container) || name.isBlank()) {
                faults.add(path + ": an object with a 'name' is expected");
            } else if (containers.putIfAbsent(name, container) != null) {
                faults.add(path + ": there is already a container of this name");
            }
        }
        return containers;
    }

    private void pin(ObjectNode container) {
        image.digest().ifPresent(digest -> container.put("image", repositoryUri + "@" + digest));
        ArrayNode environment = container.path("environment") instanceof ArrayNode existing
                ? existing
                : container.putArray("environment");
        set(environment, RELEASE, Optional.of(release.value()));
        set(environment, IMAGE_TAG, image.tag());
        set(environment, IMAGE_DIGEST, image.digest().map(digest -> digest.value()));
    }

    private static void set(ArrayNode environment, String name, Optional<String> value) {
        for (int index = environment.size() - 1; index >= 0; index--) {
            if (environment.get(index).path("name").asText("").equals(name)) {
                environment.remove(index);
            }
        }
        value.ifPresent(text -> environment.addObject().put("name", name).put("value", text));
    }

    private void checkOther(String name, ObjectNode container) {
        if (spec.containers().contains(name) || spec.unpinned().contains(name)) {
            return;
        }
        String its = container.path("image").asText("");
        if (its.equals(repositoryUri) || its.startsWith(repositoryUri + ":") || its.startsWith(repositoryUri + "@")) {
            faults.add("containerDefinitions[" + name + "].image: '" + its
                    + "' is of the released repository too; add '" + name
                    + "' to image.containers, or to image.unpinned if it keeps its own version");
        } else if (its.isBlank()) {
            faults.add("containerDefinitions[" + name + "].image: is missing");
        }
    }
}
