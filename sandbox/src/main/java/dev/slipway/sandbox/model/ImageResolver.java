package dev.slipway.sandbox.model;

import java.util.Optional;

/** What an image's name stands for now. Answered by ECR. */
@FunctionalInterface
public interface ImageResolver {

    /** The image of this name, such as {@code 127.0.0.1:4566/todo:v2}; empty if no such image is known. */
    Optional<Resolved> resolve(String image);

    /**
     * An image's digests.
     *
     * @param digest         of what the name stands for: an index if the image has several platforms
     * @param platformDigest of the manifest that is run; the same if there is no index
     */
    record Resolved(String digest, String platformDigest) {}
}
