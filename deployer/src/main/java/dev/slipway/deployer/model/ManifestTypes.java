package dev.slipway.deployer.model;

import java.util.List;
import java.util.stream.Stream;

/** The media types of what a tag of an image may name: OCI image specification, and Docker's own before it. */
public final class ManifestTypes {
    /** Lists of images, one for each platform. */
    public static final List<String> INDEXES = List.of(
            "application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json");

    /** Single images. */
    public static final List<String> IMAGES = List.of(
            "application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json");

    /** Both. */
    public static final List<String> ALL =
            Stream.concat(INDEXES.stream(), IMAGES.stream()).toList();

    private ManifestTypes() {}
}
