package dev.slipway.sandbox.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.sandbox.drive.Calls;
import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.ecr.Ecr.BatchGetImage;
import dev.slipway.sandbox.model.ecr.Ecr.ImageIdentifier;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The images of the modelled repositories with the bytes that were pushed. */
public final class PushedImages implements ImageStore {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Calls model;
    private final BlobDirectory blobs;
    private final String architecture;

    /**
     * The images in {@code blobs}.
     *
     * @param architecture which image of an index is meant: {@code amd64} or {@code arm64}
     */
    public PushedImages(Calls model, BlobDirectory blobs, String architecture) {
        this.model = model;
        this.blobs = blobs;
        this.architecture = architecture;
    }

    @Override
    public Optional<StoredImage> image(String repository, String digest) throws IOException {
        Optional<String> manifest = manifest(repository, digest);
        if (manifest.isEmpty()) {
            return Optional.empty();
        }
        JsonNode tree = JSON.readTree(manifest.get());
        if (tree.has("manifests")) {
            for (JsonNode child : tree.get("manifests")) {
                if (child.at("/platform/os").asText().equals("linux")
                        && child.at("/platform/architecture").asText().equals(architecture)) {
                    return image(repository, child.path("digest").asText());
                }
            }
            return Optional.empty();
        }
        JsonNode config = JSON.readTree(file(tree.at("/config/digest").asText()).toFile());
        return Optional.of(new StoredImage(digest, manifest.get(), config, layers(tree)));
    }

    private Optional<String> manifest(String repository, String digest) {
        try {
            var get = new BatchGetImage(repository, List.of(new ImageIdentifier(digest, null)));
            return model.call(get).images().stream()
                    .map(image -> image.imageManifest())
                    .findFirst();
        } catch (AwsRefusal noSuchRepository) {
            return Optional.empty();
        }
    }

    private List<Layer> layers(JsonNode manifest) throws IOException {
        var layers = new ArrayList<Layer>();
        for (JsonNode layer : manifest.path("layers")) {
            String digest = layer.path("digest").asText();
            layers.add(new FileLayer(
                    digest, layer.path("mediaType").asText(), layer.path("size").asLong(), file(digest)));
        }
        return layers;
    }

    private Path file(String digest) throws IOException {
        return blobs.find(digest)
                .orElseThrow(() -> new FileNotFoundException("the registry has no blob '" + digest + "'"));
    }

    private record FileLayer(String digest, String mediaType, long sizeBytes, Path file) implements Layer {
        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }
    }
}
