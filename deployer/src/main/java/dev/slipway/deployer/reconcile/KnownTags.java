package dev.slipway.deployer.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.ImageView;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.reconcile.port.Images;
import dev.slipway.deployer.reconcile.port.Journal;
import dev.slipway.deployer.reconcile.port.Journal.Condition;
import dev.slipway.deployer.reconcile.port.Journal.Item;
import dev.slipway.deployer.reconcile.port.PortFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which tag named which image when a service's repository was last looked over. ECR keeps one time for each image, so only
 * this tells a tag that came to an old image since then from one that was always there.
 */
final class KnownTags {
    /** So that a repository with its thousand images, and a few tags on each, fits an item. */
    private static final int DIGEST_CHARS = 16;

    private static final int MOST = 5000;
    /** What clocks and ECR's whole seconds may be apart. */
    private static final Duration MARGIN = Duration.ofSeconds(60);
    /** What workers' clocks may differ by, and ECR's whole seconds hide. */
    private static final Duration SKEW = Duration.ofSeconds(3);

    private final Journal journal;
    private final Codec codec;

    KnownTags(Journal journal, Codec codec) {
        this.journal = journal;
        this.codec = codec;
    }

    /**
     * What is known.
     *
     * @param at   when the repository was looked over
     * @param tags to the beginning of the digest
     */
    record Known(Instant at, SortedMap<String, String> tags) {
        Known {
            tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
        }

        boolean has(String tag, Digest digest) {
            return start(digest).equals(tags.get(tag));
        }

        /** Whether the image was there already, so that a tag it did not have then came to it later. */
        boolean wasThere(ImageView image) {
            return tags.containsValue(start(image.digest())) || image.pushedAt().isBefore(at.minus(MARGIN));
        }

        /** After which a judgement of a push is one of a tag that came since. */
        Instant since() {
            return at.minusSeconds(5);
        }
    }

    Optional<Known> load(ServiceSpec spec) {
        return journal.get(Keys.service(spec.name()), Keys.tags(spec.image().repository()))
                .map(item -> codec.tree(item.body()))
                .map(KnownTags::known);
    }

    private static Known known(JsonNode body) {
        var tags = new TreeMap<String, String>();
        body.path("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        return new Known(Instant.parse(body.path("at").asText()), tags);
    }

    /** Remembers a whole listing, if it says anything new. */
    void keep(ServiceSpec spec, Optional<Known> before, List<ImageView> images, Instant at) {
        var tags = new TreeMap<String, String>();
        images.forEach(image -> image.tags().forEach(tag -> tags.put(tag, start(image.digest()))));
        boolean isNews = before.map(known -> !known.tags().equals(tags)).orElse(true);
        if (!isNews || tags.size() > MOST) {
            return;
        }
        var body = new TreeMap<String, Object>();
        body.put("at", at.toString());
        body.put("tags", tags);
        journal.put(
                new Item(
                        Keys.service(spec.name()),
                        Keys.tags(spec.image().repository()),
                        codec.write(body),
                        0,
                        "",
                        Optional.empty()),
                new Condition.None());
    }

    /**
     * What is there when the service is first seen. What came within the last moment, by a clock that may be behind, is not
     * taken for known: intake says whether it came before. A repository that can't be listed yet is looked over by the sweep.
     */
    void keepFirst(ServiceSpec spec, Images images, Instant at) {
        try {
            Images.Page page = images.list(spec.image().repository(), "");
            if (page.nextToken().isEmpty()) {
                List<ImageView> surelyBefore = page.images().stream()
                        .filter(image -> image.pushedAt().isBefore(at.minus(SKEW)))
                        .toList();
                keep(spec, Optional.empty(), surelyBefore, at);
            }
        } catch (PortFailure failure) {
            if (failure.kind() != PortFailure.Kind.NOT_FOUND) {
                throw failure;
            }
        }
    }

    private static String start(Digest digest) {
        String hex = digest.value().substring(digest.value().indexOf(':') + 1);
        return hex.substring(0, Math.min(DIGEST_CHARS, hex.length()));
    }
}
