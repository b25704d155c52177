package dev.slipway.sandbox.model.ecr;

import dev.slipway.sandbox.model.ecr.Ecr.CreateRepository;
import dev.slipway.sandbox.model.ecr.Ecr.EncryptionConfiguration;
import dev.slipway.sandbox.model.ecr.Ecr.ImageIdentifier;
import dev.slipway.sandbox.model.ecr.Ecr.ImageScanningConfiguration;
import dev.slipway.sandbox.model.ecr.Ecr.ImageTagMutabilityExclusionFilter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A repository with its images and tags. */
final class StoredRepository {
    final String name;
    final String arn;
    final Instant created;
    final EncryptionConfiguration encryption;
    final Map<String, String> resourceTags = new LinkedHashMap<>();
    /** By digest. */
    final TreeMap<String, StoredImage> images = new TreeMap<>();
    /** Digests by tag. */
    final TreeMap<String, String> tags = new TreeMap<>();
    /** Sizes of uploaded layers and configurations by digest. */
    final TreeMap<String, Long> layers = new TreeMap<>();

    String mutability;
    List<ImageTagMutabilityExclusionFilter> exclusions;
    ImageScanningConfiguration scanning;

    @Nullable
    String lifecyclePolicy;

    @Nullable
    String policy;

    /** An image that was pushed; of the time of its first push, whatever tag it gets later. */
    record StoredImage(Manifest manifest, Instant pushedAt) {}

    StoredRepository(CreateRepository create, String arn, Instant created) {
        this.name = create.repositoryName();
        this.arn = arn;
        this.created = created;
        this.mutability = create.imageTagMutability() == null ? "MUTABLE" : create.imageTagMutability();
        this.exclusions = create.imageTagMutabilityExclusionFilters();
        this.scanning = create.imageScanningConfiguration() == null
                ? new ImageScanningConfiguration(false)
                : create.imageScanningConfiguration();
        this.encryption = create.encryptionConfiguration() == null
                ? new EncryptionConfiguration("AES256", null)
                : create.encryptionConfiguration();
        create.tags().forEach(tag -> resourceTags.put(tag.key(), tag.value()));
    }

    /** The image that is named by digest, by tag, or by both; empty if there is none, or they are of different ones. */
    Optional<StoredImage> find(ImageIdentifier id) {
        String byTag = id.imageTag() == null ? null : tags.get(id.imageTag());
        if (id.imageTag() != null && (byTag == null || (id.imageDigest() != null && !byTag.equals(id.imageDigest())))) {
            return Optional.empty();
        }
        String digest = byTag == null ? id.imageDigest() : byTag;
        return digest == null ? Optional.empty() : Optional.ofNullable(images.get(digest));
    }

    List<String> tagsOf(String digest) {
        return tags.entrySet().stream()
                .filter(tag -> tag.getValue().equals(digest))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether the tag may not move to another image once it is given. */
    boolean isImmutable(String tag) {
        boolean excluded = exclusions.stream()
                .anyMatch(filter -> wildcard(filter.filter()).matcher(tag).matches());
        return switch (mutability) {
            case "IMMUTABLE" -> true;
            case "IMMUTABLE_WITH_EXCLUSION" -> !excluded;
            case "MUTABLE_WITH_EXCLUSION" -> excluded;
            default -> false;
        };
    }

    private static Pattern wildcard(String filter) {
        return Pattern.compile(Pattern.quote(filter).replace("*", "\\E.*\\Q"));
    }
}
