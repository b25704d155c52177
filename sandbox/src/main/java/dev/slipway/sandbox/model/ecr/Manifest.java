package dev.slipway.sandbox.model.ecr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.sandbox.model.AwsRefusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A manifest or an index, byte for byte as it was pushed.
 *
 * @param artifactMediaType of the configuration or the artifact; null of an index
 * @param subjectDigest     what a signature or SBOM is about; null of an image
 */
record Manifest(
        String text,
        String digest,
        String mediaType,
        @Nullable String artifactMediaType,
        @Nullable String subjectDigest,
        JsonNode tree) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    /**
     * A manifest as it was pushed.
     *
     * @throws AwsRefusal {@code InvalidParameterException} if it is none
     */
    static Manifest parse(String text, @Nullable String mediaType) {
        JsonNode tree = tree(text);
        if (!tree.has("manifests") && !tree.has("layers")) {
            throw invalid("it has neither layers nor manifests");
        }
        String implied = tree.has("manifests") ? OCI_INDEX : OCI_MANIFEST;
        String said = tree.path("mediaType").asText(mediaType == null ? implied : mediaType);
        String config = tree.at("/config/mediaType").asText("");
        String artifact = tree.path("artifactType").asText(config);
        String subject = tree.at("/subject/digest").asText("");
        return new Manifest(
                text,
                sha256(text),
                said,
                artifact.isEmpty() ? null : artifact,
                subject.isEmpty() ? null : subject,
                tree);
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw invalid("it is not JSON");
        }
    }

    private static AwsRefusal invalid(String why) {
        return AwsRefusal.client(
                "InvalidParameterException",
                "Invalid parameter at 'ImageManifest' failed to satisfy constraint: 'Invalid JSON syntax': " + why);
    }

    /** {@code sha256:...} of the text. */
    static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** Bytes of the manifest itself. */
    long textBytes() {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** What it says about itself; null if nothing. */
    @Nullable
    Map<String, String> annotations() {
        JsonNode annotations = tree.path("annotations");
        if (!annotations.isObject()) {
            return null;
        }
        var said = new TreeMap<String, String>();
        annotations
                .properties()
                .forEach(one -> said.put(one.getKey(), one.getValue().asText()));
        return said;
    }

    boolean isIndex() {
        return tree.has("manifests");
    }

    /** Digests of the configuration and the layers that the registry has to have; those kept elsewhere are left out. */
    List<String> blobs() {
        var blobs = new ArrayList<String>();
        if (tree.has("config")) {
            blobs.add(tree.at("/config/digest").asText());
        }
        tree.path("layers").forEach(layer -> {
            if (!layer.has("urls")) {
                blobs.add(layer.path("digest").asText());
            }
        });
        return blobs;
    }

    /** Digests of the manifests an index lists. */
    List<String> children() {
        return StreamSupport.stream(tree.path("manifests").spliterator(), false)
                .map(child -> child.path("digest").asText())
                .toList();
    }

    /** The digest an index lists for linux on this architecture. */
    Optional<String> childFor(String architecture) {
        return StreamSupport.stream(tree.path("manifests").spliterator(), false)
                .filter(child -> child.at("/platform/os").asText().equals("linux")
                        && child.at("/platform/architecture").asText().equals(architecture))
                .map(child -> child.path("digest").asText())
                .findFirst();
    }

    /** Bytes of the configuration and the layers together. */
    long sizeBytes() {
        long size = tree.at("/config/size").asLong();
        for (JsonNode layer : tree.path("layers")) {
            size += layer.path("size").asLong();
        }
        return size;
    }
}
