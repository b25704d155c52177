package dev.slipway.deployer.release;

import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.RevisionView;
import java.util.Optional;

/** Whether a service revision runs an image. */
final class Running {
    private Running() {}

    /** Why the revision does not run the image; empty if it does, or if the digest is not known. */
    static Optional<String> otherThan(Image image, RevisionView revision) {
        if (image.digest().isEmpty()) {
            return Optional.empty();
        }
        String digest = image.digest().get().value();
        // A revision pinned by an index's digest may be shown with the digest of the platform's manifest.
        boolean runs = revision.containerImages().isEmpty()
                || revision.containerImages().stream()
                        .anyMatch(container -> container.image().endsWith("@" + digest)
                                || container.digest().equals(Optional.of(digest)));
        return runs ? Optional.empty() : Optional.of("revision " + revision.arn() + " does not run " + digest);
    }
}
