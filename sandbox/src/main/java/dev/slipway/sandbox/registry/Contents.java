package dev.slipway.sandbox.registry;

import dev.slipway.sandbox.drive.Calls;
import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.ecr.Ecr.BatchCheckLayerAvailability;
import dev.slipway.sandbox.model.ecr.Ecr.BatchDeleteImage;
import dev.slipway.sandbox.model.ecr.Ecr.BatchGetImage;
import dev.slipway.sandbox.model.ecr.Ecr.Image;
import dev.slipway.sandbox.model.ecr.Ecr.ImageIdentifier;
import dev.slipway.sandbox.model.ecr.Ecr.ListImages;
import dev.slipway.sandbox.model.ecr.Ecr.PutImage;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Blobs and manifests, byte for byte, and tags. */
final class Contents {
    private final Calls model;
    private final BlobDirectory blobs;

    Contents(Calls model, BlobDirectory blobs) {
        this.model = model;
        this.blobs = blobs;
    }

    void blob(Context context, String repository, String digest) throws IOException {
        boolean here = !model.call(new BatchCheckLayerAvailability(repository, List.of(digest)))
                .layers()
                .isEmpty();
        Optional<Path> file = here ? blobs.find(digest) : Optional.empty();
        if (file.isEmpty()) {
            RegistryApi.refuse(context, new Refusal(404, "BLOB_UNKNOWN", "There is no blob '" + digest + "'."));
            return;
        }
        context.header("Docker-Content-Digest", digest);
        long size = Files.size(file.get());
        if (context.method().name().equals("GET")) {
            // Docker goes on with a part after a broken connection, and wants 206 for it.
            context.writeSeekableStream(Files.newInputStream(file.get()), "application/octet-stream", size);
        } else {
            context.contentType("application/octet-stream");
            send(context, size);
        }
    }

    private static void send(Context context, long sizeBytes) {
        context.status(200);
        context.header("Content-Length", Long.toString(sizeBytes));
    }

    void manifest(Context context, String repository, String reference) {
        Image image = model.call(new BatchGetImage(repository, List.of(identifier(reference)))).images().stream()
                .findFirst()
                .orElseThrow(() -> AwsRefusal.client(
                        "ImageNotFound", "Requested image not found: '" + repository + "' has no '" + reference + "'"));
        byte[] body = image.imageManifest().getBytes(StandardCharsets.UTF_8);
        context.header(
                "Docker-Content-Digest",
                Objects.requireNonNullElse(image.imageId().imageDigest(), ""));
        context.contentType(image.imageManifestMediaType());
        send(context, body.length);
        if (context.method().name().equals("GET")) {
            context.result(body);
        }
    }

    void putManifest(Context context, String repository, String reference) {
        String manifest = new String(context.bodyAsBytes(), StandardCharsets.UTF_8);
        ImageIdentifier id = identifier(reference);
        String digest = put(repository, manifest, context.contentType(), id);
        context.status(201);
        String subject = Referrers.subjectOf(manifest);
        if (!subject.isEmpty()) {
            context.header("OCI-Subject", subject); // tells the client that it need not keep a list of its own
        }
        context.header("Location", "http://" + context.host() + "/v2/" + repository + "/manifests/" + digest);
        context.header("Docker-Content-Digest", digest);
    }

    private String put(String repository, String manifest, @Nullable String mediaType, ImageIdentifier id) {
        try {
            var put = new PutImage(repository, manifest, mediaType, id.imageTag(), id.imageDigest());
            return digestOf(model.call(put).image());
        } catch (AwsRefusal refusal) {
            if (!refusal.code().equals("ImageAlreadyExistsException")) {
                throw refusal;
            }
            // Pushing the same thing again succeeds, without an event.
            return model.call(new BatchGetImage(repository, List.of(id))).images().stream()
                    .map(Contents::digestOf)
                    .findFirst()
                    .orElseThrow(() -> refusal);
        }
    }

    private static String digestOf(Image image) {
        return Objects.requireNonNull(image.imageId().imageDigest(), "an image that is there has a digest");
    }

    void deleteManifest(Context context, String repository, String reference) {
        var deleted = model.call(new BatchDeleteImage(repository, List.of(identifier(reference))));
        deleted.failures().stream().findFirst().ifPresent(failure -> {
            throw AwsRefusal.client(failure.failureCode(), failure.failureReason());
        });
        context.status(202);
    }

    void tags(Context context, String repository) {
        List<String> tags = model.call(new ListImages(repository, null, null, 1000)).imageIds().stream()
                .flatMap(id -> Optional.ofNullable(id.imageTag()).stream())
                .sorted()
                .toList();
        context.json(new Tags(repository, tags));
    }

    /** What the tags of a repository are told as; in this order. */
    private record Tags(String name, List<String> tags) {
        private Tags {
            tags = List.copyOf(tags);
        }
    }

    private static ImageIdentifier identifier(String reference) {
        return BlobDirectory.isDigest(reference)
                ? new ImageIdentifier(reference, null)
                : new ImageIdentifier(null, reference);
    }
}
