package dev.slipway.deployer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.ImageView;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.reconcile.port.Images;
import dev.slipway.deployer.testing.MapJournal;
import dev.slipway.deployer.testing.Specs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownTagsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final ServiceSpec SPEC = Specs.shopApi().build();
    private static final ImageView OLD = image("v1", "1", NOON.minusSeconds(3600));
    private static final ImageView JUST_PUSHED = image("v2", "2", NOON.plusSeconds(1));

    /** Whose clock is a second behind sees the service before the push, and the image in the listing already. */
    @Test
    void takesWhatCameAtTheMomentOfFirstSightForNews() {
        var knownTags = new KnownTags(new MapJournal(), new Codec());

        knownTags.keepFirst(SPEC, new Listed(List.of(OLD, JUST_PUSHED)), NOON);

        KnownTags.Known known = knownTags.load(SPEC).orElseThrow();
        assertThat(known.has("v1", OLD.digest())).isTrue();
        assertThat(known.has("v2", JUST_PUSHED.digest())).isFalse();
    }

    private static ImageView image(String tag, String digit, Instant pushedAt) {
        var digest = new Digest("sha256:" + digit.repeat(64));
        return new ImageView(digest, List.of(tag), pushedAt, Optional.empty(), Optional.empty(), Optional.of("ACTIVE"));
    }

    /** A repository with these images. */
    private record Listed(List<ImageView> images) implements Images {
        @Override
        public Optional<String> repositoryUri(String repository) {
            return Optional.empty();
        }

        @Override
        public Optional<ImageView> describe(String repository, Digest digest) {
            return images.stream()
                    .filter(image -> image.digest().equals(digest))
                    .findFirst();
        }

        @Override
        public Optional<ImageView> describeTag(String repository, String tag) {
            return images.stream().filter(image -> image.tags().contains(tag)).findFirst();
        }

        @Override
        public Page list(String repository, String nextToken) {
            return new Page(images, "");
        }

        @Override
        public Optional<JsonNode> manifest(String repository, Digest digest) {
            return Optional.empty();
        }
    }
}
