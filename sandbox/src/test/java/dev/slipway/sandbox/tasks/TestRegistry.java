package dev.slipway.sandbox.tasks;

import io.javalin.Javalin;
import io.javalin.http.Context;

/** A registry from which images can be pulled, and nothing else. */
final class TestRegistry implements AutoCloseable {
    private final TestImages images;
    private final Javalin server;

    TestRegistry(TestImages images) {
        this.images = images;
        server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.routes.get("/v2/", context -> context.result("{}"));
            config.routes.get("/v2/api/manifests/{digest}", this::answer);
            config.routes.head("/v2/api/manifests/{digest}", this::answer);
            config.routes.get("/v2/api/blobs/{digest}", this::answer);
            config.routes.head("/v2/api/blobs/{digest}", this::answer);
        });
    }

    /** Starts it and says at which host and port it is reached. */
    String start() {
        return "127.0.0.1:" + server.start("127.0.0.1", 0).port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private void answer(Context context) {
        String digest = context.pathParam("digest");
        var blob = images.blob(digest);
        if (blob.isEmpty()) {
            context.status(404).result("{\"errors\": [{\"code\": \"MANIFEST_UNKNOWN\", \"message\": \"not here\"}]}");
            return;
        }
        boolean isManifest = context.path().contains("/manifests/");
        context.contentType(isManifest ? "application/vnd.oci.image.manifest.v1+json" : "application/octet-stream");
        context.header("Docker-Content-Digest", digest);
        context.result(blob.get());
    }
}
