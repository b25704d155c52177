package dev.slipway.deployer.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What DescribeImages says of one image.
 *
 * @param imageStatus ACTIVE, ARCHIVED, …; empty if ECR did not say
 */
public record ImageView(
        Digest digest,
        List<String> tags,
        Instant pushedAt,
        Optional<String> manifestMediaType,
        Optional<String> artifactMediaType,
        Optional<String> imageStatus) {

    public ImageView {
        tags = List.copyOf(tags);
    }

    /** Whether it lists images for several platforms; false if ECR did not say. */
    public boolean isIndex() {
        return manifestMediaType.map(ManifestTypes.INDEXES::contains).orElse(false);
    }
}
