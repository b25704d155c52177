package dev.slipway.deployer.model;

import java.util.Optional;

/**
 * What runs: a repository and a digest.
 *
 * @param repository the name of a repository in our ECR, or the full path of one in another registry
 * @param digest     empty if nobody knows it ("floating": an adopted revision that names a tag)
 * @param tag        the label it came with; only for people and for the environment of the task
 */
public record Image(String repository, Optional<Digest> digest, Optional<String> tag) {

    public static Image of(String repository, Digest digest, String tag) {
        return new Image(repository, Optional.of(digest), tag.isEmpty() ? Optional.empty() : Optional.of(tag));
    }

    /** Whether both are known to be the same bits. */
    public boolean isSameAs(Image other) {
        return digest.isPresent() && digest.equals(other.digest);
    }

    /** For people: {@code shop/api:v41 (9c1d8e…)}. */
    @Override
    public String toString() {
        return repository
                + tag.map(t -> ":" + t).orElse("")
                + digest.map(d -> " (" + d.abbreviated() + ")").orElse(" (floating)");
    }
}
