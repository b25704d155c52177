package dev.slipway.sandbox.registry;

import dev.slipway.sandbox.drive.Calls;
import dev.slipway.sandbox.model.AwsRefusal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The OCI distribution protocol at {@code /v2/}: what docker, jib and skopeo push to and pull from. */
public final class RegistryApi {
    private static final Pattern UPLOADS = Pattern.compile("/v2/(.+)/blobs/uploads/?");
    private static final Pattern UPLOAD = Pattern.compile("/v2/(.+)/blobs/uploads/([^/]+)");
    private static final Pattern BLOB = Pattern.compile("/v2/(.+)/blobs/([^/]+)");
    private static final Pattern MANIFEST = Pattern.compile("/v2/(.+)/manifests/([^/]+)");
    private static final Pattern REFERRERS = Pattern.compile("/v2/(.+)/referrers/([^/]+)");
    private static final Pattern TAGS = Pattern.compile("/v2/(.+)/tags/list");

    private final Uploads uploads;
    private final Contents contents;
    private final Referrers referrers;

    /** The registry of the modelled repositories, with the bytes in {@code blobs}. */
    public RegistryApi(Calls model, BlobDirectory blobs, Supplier<String> uploadIds) {
        this.uploads = new Uploads(model, blobs, uploadIds);
        this.contents = new Contents(model, blobs);
        this.referrers = new Referrers(model);
    }

    /** Adds the registry's routes. */
    public void addTo(RoutesConfig routes) {
        Handler handler = this::serve;
        for (String path : List.of("/v2", "/v2/*")) {
            routes.get(path, handler);
            routes.head(path, handler);
            routes.post(path, handler);
            routes.put(path, handler);
            routes.patch(path, handler);
            routes.delete(path, handler);
        }
    }

    private void serve(Context context) throws IOException {
        context.header("Docker-Distribution-Api-Version", "registry/2.0");
        String path = context.path();
        if (path.equals("/v2") || path.equals("/v2/")) {
            context.json(Map.of());
            return;
        }
        Matcher match = matching(path);
        if (match == null) {
            refuse(context, new Refusal(404, "UNSUPPORTED", "The sandbox's registry has nothing at " + path + "."));
            return;
        }
        try {
            route(context, match);
        } catch (AwsRefusal refusal) {
            refuse(context, Refusal.of(refusal, match.group(1), "http://" + context.host()));
        }
    }

    private static @Nullable Matcher matching(String path) {
        for (Pattern pattern : List.of(UPLOADS, UPLOAD, BLOB, MANIFEST, REFERRERS, TAGS)) {
            Matcher matcher = pattern.matcher(path);
            if (matcher.matches()) {
                return matcher;
            }
        }
        return null;
    }

    private void route(Context context, Matcher match) throws IOException {
        String repository = match.group(1);
        String method = context.method().name();
        if (match.pattern() == UPLOADS && method.equals("POST")) {
            uploads.begin(context, repository);
        } else if (match.pattern() == UPLOAD) {
            uploads.goOn(context, repository, match.group(2));
        } else if (match.pattern() == BLOB && isRead(method)) {
            contents.blob(context, repository, match.group(2));
        } else if (match.pattern() == MANIFEST && isRead(method)) {
            contents.manifest(context, repository, match.group(2));
        } else if (match.pattern() == MANIFEST && method.equals("PUT")) {
            contents.putManifest(context, repository, match.group(2));
        } else if (match.pattern() == MANIFEST && method.equals("DELETE")) {
            contents.deleteManifest(context, repository, match.group(2));
        } else if (match.pattern() == REFERRERS && isRead(method)) {
            referrers.list(context, repository, match.group(2));
        } else if (match.pattern() == TAGS && isRead(method)) {
            contents.tags(context, repository);
        } else {
            refuse(
                    context,
                    new Refusal(405, "UNSUPPORTED", "The sandbox's registry does not take " + method + " here."));
        }
    }

    private static boolean isRead(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    static void refuse(Context context, Refusal refusal) {
        context.status(refusal.status());
        context.json(Map.of(
                "errors", List.of(Map.of("code", refusal.code(), "message", refusal.message(), "detail", Map.of()))));
    }
}
