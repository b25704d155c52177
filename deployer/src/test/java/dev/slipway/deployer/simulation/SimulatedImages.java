package dev.slipway.deployer.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.ImageView;
import dev.slipway.sandbox.model.ImageResolver;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The one repository of our ECR: its images, their tags, and what they are worth. */
final class SimulatedImages implements ImageResolver {
    static final String REPOSITORY = "todo";
    static final String URI = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/" + REPOSITORY;
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";

    private final Map<String, Stored> byDigest = new TreeMap<>();
    private final Map<String, String> byPlatform = new TreeMap<>();

    /** Puts an image there under a tag, or moves the tag to an image that is there already; an empty one names none. */
    void push(String tag, Digest digest, Quality quality, Instant now) {
        byDigest.values().forEach(image -> image.tags.remove(tag));
        byPlatform.put(platformOf(digest), digest.value());
        Stored image = byDigest.computeIfAbsent(digest.value(), value -> new Stored(digest, quality, now));
        if (!tag.isEmpty()) {
            image.tags.add(tag);
        }
    }

    /** The detail of the event by which ECR tells of a push. */
    static ObjectNode pushed(String tag, Digest digest) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("action-type", "PUSH")
                .put("result", "SUCCESS")
                .put("repository-name", REPOSITORY)
                .put("image-tag", tag)
                .put("image-digest", digest.value())
                .put("manifest-media-type", MANIFEST)
                .put("artifact-media-type", CONFIG);
    }

    /** The truth about an image, named by either of its digests; one we know nothing of is good. */
    Quality quality(String digest) {
        Stored image = byDigest.get(whole(digest));
        return image == null ? Quality.GOOD : image.quality;
    }

    /** The digest that was pushed, of what may be the digest of one platform's manifest. */
    String whole(String digest) {
        return byPlatform.getOrDefault(digest, digest);
    }

    /** Half of the images are an index of several platforms; what runs is the manifest of one. */
    private static String platformOf(Digest digest) {
        String hex = digest.value().substring("sha256:".length());
        boolean isIndex = Character.digit(hex.charAt(0), 16) % 2 == 1;
        return isIndex ? "sha256:" + new StringBuilder(hex).reverse() : digest.value();
    }

    Optional<ImageView> describe(String digest) {
        return Optional.ofNullable(byDigest.get(digest)).map(Stored::view);
    }

    Optional<ImageView> describeTag(String tag) {
        return all().stream().filter(image -> image.tags().contains(tag)).findFirst();
    }

    /** Tagged images, the newest first. */
    List<ImageView> all() {
        return byDigest.values().stream()
                .map(Stored::view)
                .filter(image -> !image.tags().isEmpty())
                .sorted(Comparator.comparing(ImageView::pushedAt).reversed())
                .toList();
    }

    Optional<JsonNode> manifest(String digest) {
        return Optional.ofNullable(byDigest.get(digest)).map(image -> {
            ObjectNode manifest = JsonNodeFactory.instance
                    .objectNode()
                    .put("schemaVersion", 2)
                    .put("mediaType", image.mediaType());
            if (image.isIndex()) {
                ObjectNode one = manifest.putArray("manifests").addObject();
                one.put("mediaType", MANIFEST).put("digest", platformOf(image.digest));
                one.putObject("platform").put("architecture", "amd64").put("os", "linux");
            }
            return manifest;
        });
    }

    @Override
    public Optional<Resolved> resolve(String image) {
        if (!image.startsWith(URI)) {
            // Of a registry that is not modelled: whoever names a digest gets it.
            int at = image.indexOf('@');
            return at < 0
                    ? Optional.empty()
                    : Optional.of(new Resolved(image.substring(at + 1), image.substring(at + 1)));
        }
        String rest = image.substring(URI.length());
        Optional<ImageView> found = rest.startsWith("@")
                ? describe(rest.substring(1))
                : describeTag(rest.isEmpty() ? "latest" : rest.substring(1));
        return found.map(
                view -> new Resolved(view.digest().value(), view.digest().value()));
    }

    /** One image. */
    private static final class Stored {
        private final Digest digest;
        private final Quality quality;
        private final Instant pushedAt;
        private final List<String> tags = new ArrayList<>();

        private Stored(Digest digest, Quality quality, Instant pushedAt) {
            this.digest = digest;
            this.quality = quality;
            this.pushedAt = pushedAt.truncatedTo(ChronoUnit.SECONDS);
        }

        private boolean isIndex() {
            return !platformOf(digest).equals(digest.value());
        }

        private String mediaType() {
            return isIndex() ? INDEX : MANIFEST;
        }

        private ImageView view() {
            return new ImageView(
                    digest, tags, pushedAt, Optional.of(MANIFEST), Optional.of(CONFIG), Optional.of("ACTIVE"));
        }
    }
}
