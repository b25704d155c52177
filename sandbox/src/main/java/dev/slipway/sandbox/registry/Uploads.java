package dev.slipway.sandbox.registry;

import dev.slipway.sandbox.drive.Calls;
import dev.slipway.sandbox.model.ecr.Ecr.BatchCheckLayerAvailability;
import dev.slipway.sandbox.model.ecr.LayerStored;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Uploads of blobs: in one go, in pieces, or mounted from another repository. */
final class Uploads {
    private final Calls model;
    private final BlobDirectory blobs;
    private final Supplier<String> ids;

    Uploads(Calls model, BlobDirectory blobs, Supplier<String> ids) {
        this.model = model;
        this.blobs = blobs;
        this.ids = ids;
    }

    void begin(Context context, String repository) throws IOException {
        layerSize(repository, "sha256:none"); // refuses a repository that is not there before anything is sent
        String mount = context.queryParam("mount");
        String from = context.queryParam("from");
        if (mount != null && from != null && mounted(repository, mount, from)) {
            created(context, repository, mount);
            return;
        }
        String upload = ids.get();
        blobs.begin(upload);
        if (context.queryParam("digest") != null) {
            finish(context, repository, upload);
        } else {
            accepted(context, repository, upload, 0);
        }
    }

    private boolean mounted(String repository, String digest, String from) {
        Optional<Long> size = blobs.find(digest).isEmpty() ? Optional.empty() : layerSize(from, digest);
        size.ifPresent(bytes -> model.call(new LayerStored(repository, digest, bytes)));
        return size.isPresent();
    }

    private Optional<Long> layerSize(String repository, String digest) {
        return model.call(new BatchCheckLayerAvailability(repository, List.of(digest))).layers().stream()
                .map(layer -> layer.layerSize())
                .findFirst();
    }

    void goOn(Context context, String repository, String upload) throws IOException {
        if (!blobs.isUpload(upload)) {
            RegistryApi.refuse(
                    context, new Refusal(404, "BLOB_UPLOAD_UNKNOWN", "There is no upload '" + upload + "'."));
            return;
        }
        switch (context.method().name()) {
            case "PATCH" -> append(context, repository, upload);
            case "PUT" -> finish(context, repository, upload);
            case "GET" -> {
                accepted(context, repository, upload, blobs.sizeOf(upload));
                context.status(204);
            }
            case "DELETE" -> {
                blobs.cancel(upload);
                context.status(204);
            }
            default -> RegistryApi.refuse(context, new Refusal(405, "UNSUPPORTED", "An upload does not take this."));
        }
    }

    private void append(Context context, String repository, String upload) throws IOException {
        String range = context.header("Content-Range");
        long size = blobs.sizeOf(upload);
        if (range != null && !range.replace("bytes ", "").startsWith(size + "-")) {
            context.header("Range", "0-" + Math.max(0, size - 1));
            RegistryApi.refuse(
                    context,
                    new Refusal(
                            416,
                            "BLOB_UPLOAD_INVALID",
                            "The upload has " + size + " bytes, not those before " + range + "."));
            return;
        }
        accepted(context, repository, upload, blobs.append(upload, context.req().getInputStream()));
    }

    private void finish(Context context, String repository, String upload) throws IOException {
        blobs.append(upload, context.req().getInputStream());
        @Nullable String digest = context.queryParam("digest");
        Optional<Long> size =
                digest == null || !BlobDirectory.isDigest(digest) ? Optional.empty() : blobs.finish(upload, digest);
        if (digest == null || size.isEmpty()) {
            RegistryApi.refuse(
                    context,
                    new Refusal(400, "DIGEST_INVALID", "What was uploaded does not have the digest '" + digest + "'."));
            return;
        }
        model.call(new LayerStored(repository, digest, size.get()));
        created(context, repository, digest);
    }

    private static void accepted(Context context, String repository, String upload, long sizeBytes) {
        context.status(202);
        context.header("Location", address(context, repository, "uploads/" + upload));
        context.header("Range", "0-" + Math.max(0, sizeBytes - 1));
        context.header("Docker-Upload-UUID", upload);
    }

    private static void created(Context context, String repository, String digest) {
        context.status(201);
        context.header("Location", address(context, repository, digest));
        context.header("Docker-Content-Digest", digest);
    }

    private static String address(Context context, String repository, String below) {
        return "http://" + context.host() + "/v2/" + repository + "/blobs/" + below;
    }
}
