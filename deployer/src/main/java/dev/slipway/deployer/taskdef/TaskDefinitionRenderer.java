package dev.slipway.deployer.taskdef;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Renders the task definition of one release: its containers pinned by digest, its variables put in, the release's name
 * in their environment. The same arguments always give the same content.
 */
public final class TaskDefinitionRenderer {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private TaskDefinitionRenderer() {}

    /**
     * Renders.
     *
     * @param image         without a digest (an adopted revision that names a tag) only a {@link Source.Revision} can be
     *                      rendered, whose images then stay as they are
     * @param repositoryUri the address by which a task definition names the image's repository, without tag or digest
     */
    public static Rendering render(
            Source source, ServiceSpec spec, ReleaseId release, Image image, String repositoryUri) {
        var faults = new ArrayList<String>();
        Optional<ObjectNode> content = switch (source) {
            case Source.Revision revision -> Optional.of(revision.content().deepCopy());
            case Source.Template template ->
                fromTemplate(template, variables(spec, release, image, repositoryUri), faults);
        };
        content.ifPresent(tree -> new Pinning(spec.image(), release, image, repositoryUri, faults).apply(tree));
        if (source instanceof Source.Template && image.digest().isEmpty()) {
            faults.add("the image '" + image + "' has no known digest, so that nothing can be pinned to it");
        }
        return content.isEmpty() || !faults.isEmpty()
                ? new Rendering.Refused(inFile(source, faults))
                : new Rendering.Rendered(content.get());
    }

    /** What would be refused of this template whatever the image: for checking a configuration before there is one. */
    public static List<String> faultsOf(Source.Template template, ServiceSpec spec) {
        var family = new Source.Template(
                template.path(), template.text(), template.family().or(() -> Optional.of("given-later")));
        var release = new ReleaseId("0".repeat(26));
        var image = Image.of(spec.image().repository(), new Digest("sha256:" + "0".repeat(64)), "any");
        String anyRegistry = "registry.invalid/" + spec.image().repository();
        return switch (render(family, spec, release, image, anyRegistry)) {
            case Rendering.Rendered ignored -> List.of();
            case Rendering.Refused refused -> refused.faults();
        };
    }

    /** The names and values that {@code ${…}} may use. */
    static SortedMap<String, String> variables(ServiceSpec spec, ReleaseId release, Image image, String repositoryUri) {
        var variables = new TreeMap<String, String>();
        variables.put("release.id", release.value());
        variables.put("service", spec.name().value());
        variables.put("cluster", spec.cluster());
        variables.put("image.repository", image.repository());
        image.tag().ifPresent(tag -> variables.put("image.tag", tag));
        image.digest().ifPresent(digest -> {
            variables.put("image.digest", digest.value());
            variables.put("image.uri", repositoryUri + "@" + digest);
        });
        return variables;
    }

    private static Optional<ObjectNode> fromTemplate(
            Source.Template template, SortedMap<String, String> variables, List<String> faults) {
        Optional<ObjectNode> parsed = parse(template.text(), faults);
        if (parsed.isEmpty()) {
            return parsed;
        }
        TemplateKeys.check(parsed.get(), faults);
        var content = (ObjectNode) new Substitution(variables, faults).apply("", parsed.get());
        if (!content.path("family").isTextual()
                || content.path("family").asText().isBlank()) {
            template.family()
                    .ifPresentOrElse(
                            family -> content.put("family", family),
                            () -> faults.add("family: is missing; name the task definition's family"));
        }
        return Optional.of(content);
    }

    private static Optional<ObjectNode> parse(String text, List<String> faults) {
        try {
            JsonNode tree = JSON.readTree(text);
            if (tree instanceof ObjectNode object) {
                return Optional.of(object);
            }
            faults.add("a JSON object is expected, as RegisterTaskDefinition takes it");
        } catch (JsonProcessingException e) {
            faults.add("line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + ": not JSON: " + e.getOriginalMessage());
        }
        return Optional.empty();
    }

    private static List<String> inFile(Source source, List<String> faults) {
        String place = source instanceof Source.Template template ? template.path() : "task definition";
        return faults.stream().map(fault -> place + ": " + fault).toList();
    }
}
