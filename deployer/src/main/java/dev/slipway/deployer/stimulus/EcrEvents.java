package dev.slipway.deployer.stimulus;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.ManifestTypes;
import dev.slipway.deployer.stimulus.Stimulus.Ignored;
import dev.slipway.deployer.stimulus.Stimulus.ImagePushed;
import dev.slipway.deployer.stimulus.StimulusParser.Envelope;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Events of Amazon ECR. Of all of them only a successful, tagged push of an image matters. */
final class EcrEvents {
    private static final List<String> IMAGE_CONFIGS =
            List.of("application/vnd.oci.image.config.v1+json", "application/vnd.docker.container.image.v1+json");

    // Cosign's "sha256-….sig" and the OCI referrers' fallback tag "sha256-…" are ordinary tagged pushes to ECR.
    private static final Pattern REFERRER_TAG = Pattern.compile("sha256-[0-9a-f]{64}(\\..*)?");

    private EcrEvents() {}

    static Stimulus read(Envelope envelope) {
        String action = envelope.text("action-type");
        String result = envelope.text("result");
        boolean isPush = envelope.type().equals("ECR Image Action") && action.equals("PUSH");
        boolean isReplication = envelope.type().equals("ECR Replication Action") && action.equals("REPLICATE");
        if (!isPush && !isReplication) {
            return new Ignored("'" + envelope.type() + "'" + (action.isEmpty() ? "" : " with action '" + action + "'"));
        }
        String repository = envelope.text("repository-name");
        if (!result.equals("SUCCESS")) {
            return new Ignored("a push to '" + repository + "' with result '" + result + "'");
        }
        return notAnImage(envelope).<Stimulus>map(Ignored::new).orElseGet(() -> pushed(envelope, repository));
    }

    private static Optional<String> notAnImage(Envelope envelope) {
        String repository = envelope.text("repository-name");
        String tag = envelope.text("image-tag");
        if (tag.isEmpty()) {
            return Optional.of("an untagged push to '" + repository + "'");
        }
        if (REFERRER_TAG.matcher(tag).matches()) {
            return Optional.of("a signature or attestation in '" + repository + "'");
        }
        String manifest = envelope.text("manifest-media-type");
        String artifact = envelope.text("artifact-media-type");
        boolean isManifest = manifest.isEmpty() || ManifestTypes.ALL.contains(manifest);
        boolean isImage =
                artifact.isEmpty() || IMAGE_CONFIGS.contains(artifact) || ManifestTypes.INDEXES.contains(artifact);
        return isManifest && isImage
                ? Optional.empty()
                : Optional.of("an artifact in '" + repository + "' that is no image: '"
                        + (isManifest ? artifact : manifest) + "'");
    }

    private static Stimulus pushed(Envelope envelope, String repository) {
        String digest = envelope.text("image-digest");
        try {
            return new ImagePushed(
                    repository,
                    new Digest(digest),
                    envelope.text("image-tag"),
                    envelope.time(),
                    envelope.account(),
                    envelope.region(),
                    Optional.of(envelope.text("manifest-media-type")).filter(type -> !type.isEmpty()),
                    Optional.of(envelope.text("artifact-media-type")).filter(type -> !type.isEmpty()));
        } catch (IllegalArgumentException e) {
            return new Ignored("a push to '" + repository + "' that can't be released: " + e.getMessage());
        }
    }
}
