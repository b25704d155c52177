package dev.slipway.sandbox.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.drive.Calls;
import dev.slipway.sandbox.model.ecr.Ecr.BatchGetImage;
import dev.slipway.sandbox.model.ecr.Ecr.Image;
import dev.slipway.sandbox.model.ecr.Ecr.ImageIdentifier;
import dev.slipway.sandbox.model.ecr.Ecr.ListImages;
import dev.slipway.sandbox.model.ecr.Ecr.ListImagesResponse;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was pushed about an image, such as signatures: the OCI distribution protocol's list of referrers. */
final class Referrers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final int A_PAGE = 1000;

    private final Calls model;

    Referrers(Calls model) {
        this.model = model;
    }

    /** The digest of what a manifest is about; empty if it is about nothing. */
    static String subjectOf(String manifest) {
        return tree(manifest).at("/subject/digest").asText("");
    }

    /** Answers an index of all that is about {@code digest}, of one artifact type only if the query names one. */
    void list(Context context, String repository, String digest) throws JsonProcessingException {
        if (!BlobDirectory.isDigest(digest)) {
            RegistryApi.refuse(context, new Refusal(400, "DIGEST_INVALID", "'" + digest + "' is no digest."));
            return;
        }
        @Nullable String wanted = context.queryParam("artifactType");
        ObjectNode index = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", INDEX);
        var found = index.putArray("manifests");
        for (Image image : images(repository)) {
            JsonNode manifest = tree(image.imageManifest());
            String type = manifest.path("artifactType")
                    .asText(manifest.at("/config/mediaType").asText());
            boolean isAbout = manifest.at("/subject/digest").asText().equals(digest);
            if (isAbout && (wanted == null || wanted.equals(type))) {
                found.add(descriptor(image, manifest, type));
            }
        }
        if (wanted != null) {
            context.header("OCI-Filters-Applied", "artifactType");
        }
        context.contentType(INDEX).result(JSON.writeValueAsBytes(index));
    }

    private static ObjectNode descriptor(Image image, JsonNode manifest, String type) {
        ObjectNode descriptor = JSON.createObjectNode();
        descriptor.put("mediaType", image.imageManifestMediaType());
        descriptor.put("digest", image.imageId().imageDigest());
        descriptor.put("size", image.imageManifest().getBytes(StandardCharsets.UTF_8).length);
        descriptor.put("artifactType", type);
        if (manifest.has("annotations")) {
            descriptor.set("annotations", manifest.path("annotations"));
        }
        return descriptor;
    }

    /** Each manifest once, however many tags it has. */
    private List<Image> images(String repository) {
        var digests = new LinkedHashSet<String>();
        @Nullable String next = null;
        do {
            ListImagesResponse page = model.call(new ListImages(repository, null, next, A_PAGE));
            page.imageIds().forEach(id -> digests.add(Objects.requireNonNull(id.imageDigest(), "it is there")));
            next = page.nextToken();
        } while (next != null);
        var ids = new ArrayList<ImageIdentifier>();
        digests.forEach(digest -> ids.add(new ImageIdentifier(digest, null)));
        return model.call(new BatchGetImage(repository, ids)).images();
    }

    private static JsonNode tree(String manifest) {
        try {
            return JSON.readTree(manifest);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is no JSON was refused before", e);
        }
    }
}
