package dev.slipway.sandbox.model.ecr;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Handlers;
import dev.slipway.sandbox.model.Identity;
import dev.slipway.sandbox.model.Pages;
import dev.slipway.sandbox.model.ecr.Ecr.BatchCheckLayerAvailability;
import dev.slipway.sandbox.model.ecr.Ecr.BatchCheckLayerAvailabilityResponse;
import dev.slipway.sandbox.model.ecr.Ecr.BatchGetImage;
import dev.slipway.sandbox.model.ecr.Ecr.BatchGetImageResponse;
import dev.slipway.sandbox.model.ecr.Ecr.DescribeImages;
import dev.slipway.sandbox.model.ecr.Ecr.DescribeImagesResponse;
import dev.slipway.sandbox.model.ecr.Ecr.Filter;
import dev.slipway.sandbox.model.ecr.Ecr.Image;
import dev.slipway.sandbox.model.ecr.Ecr.ImageDetail;
import dev.slipway.sandbox.model.ecr.Ecr.ImageFailure;
import dev.slipway.sandbox.model.ecr.Ecr.ImageIdentifier;
import dev.slipway.sandbox.model.ecr.Ecr.ImageReferrer;
import dev.slipway.sandbox.model.ecr.Ecr.Layer;
import dev.slipway.sandbox.model.ecr.Ecr.LayerFailure;
import dev.slipway.sandbox.model.ecr.Ecr.ListImageReferrers;
import dev.slipway.sandbox.model.ecr.Ecr.ListImageReferrersResponse;
import dev.slipway.sandbox.model.ecr.Ecr.ListImages;
import dev.slipway.sandbox.model.ecr.Ecr.ListImagesResponse;
import dev.slipway.sandbox.model.ecr.Ecr.ReferrersFilter;
import dev.slipway.sandbox.model.ecr.StoredRepository.StoredImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The calls that read images. */
final class ImageQueries {
    private final Repositories repositories;
    private final Identity identity;

    ImageQueries(Repositories repositories, Identity identity) {
        this.repositories = repositories;
        this.identity = identity;
    }

    void register(Handlers handlers) {
        handlers.on(BatchGetImage.class, (call, now) -> get(call));
        handlers.on(DescribeImages.class, (call, now) -> describe(call));
        handlers.on(ListImages.class, (call, now) -> list(call));
        handlers.on(ListImageReferrers.class, (call, now) -> referrers(call));
        handlers.on(BatchCheckLayerAvailability.class, (call, now) -> check(call));
    }

    private BatchGetImageResponse get(BatchGetImage call) {
        StoredRepository repository = repositories.find(call.repositoryName());
        var images = new ArrayList<Image>();
        var failures = new ArrayList<ImageFailure>();
        for (ImageIdentifier id : call.imageIds()) {
            Optional<StoredImage> found = repository.find(id);
            if (found.isEmpty()) {
                failures.add(new ImageFailure(id, "ImageNotFound", "Requested image not found"));
            } else {
                Manifest manifest = found.get().manifest();
                images.add(new Image(
                        identity.account(),
                        repository.name,
                        new ImageIdentifier(manifest.digest(), id.imageTag()),
                        manifest.text(),
                        manifest.mediaType()));
            }
        }
        return new BatchGetImageResponse(images, failures);
    }

    private DescribeImagesResponse describe(DescribeImages call) {
        StoredRepository repository = repositories.find(call.repositoryName());
        if (!call.imageIds().isEmpty()) {
            return new DescribeImagesResponse(
                    call.imageIds().stream().map(id -> detail(repository, id)).toList(), null);
        }
        List<ImageDetail> all = repository.images.values().stream()
                .filter(image -> passes(call.filter(), repository, image))
                .map(image -> detail(repository, image))
                .toList();
        var page = Pages.of(all, call.nextToken(), limit(call.maxResults()), Repositories::invalidToken);
        return new DescribeImagesResponse(page.items(), page.next());
    }

    private ImageDetail detail(StoredRepository repository, ImageIdentifier id) {
        return repository
                .find(id)
                .map(image -> detail(repository, image))
                .orElseThrow(() -> AwsRefusal.client(
                        "ImageNotFoundException",
                        "The image with imageId {imageDigest:'" + id.imageDigest() + "', imageTag:'" + id.imageTag()
                                + "'} does not exist within the repository with name '" + repository.name
                                + "' in the registry with id '" + identity.account() + "'"));
    }

    private ImageDetail detail(StoredRepository repository, StoredImage image) {
        Manifest manifest = image.manifest();
        List<String> tags = repository.tagsOf(manifest.digest());
        return new ImageDetail(
                identity.account(),
                repository.name,
                manifest.digest(),
                tags.isEmpty() ? null : tags,
                sizeBytes(repository, manifest),
                image.pushedAt(),
                manifest.mediaType(),
                manifest.artifactMediaType(),
                manifest.subjectDigest(),
                "ACTIVE");
    }

    private static long sizeBytes(StoredRepository repository, Manifest manifest) {
        return manifest.sizeBytes()
                + manifest.children().stream()
                        .mapToLong(child -> Optional.ofNullable(repository.images.get(child))
                                .map(image -> image.manifest().sizeBytes())
                                .orElse(0L))
                        .sum();
    }

    private static boolean passes(@Nullable Filter filter, StoredRepository repository, StoredImage image) {
        boolean tagged = !repository.tagsOf(image.manifest().digest()).isEmpty();
        String wanted = filter == null || filter.tagStatus() == null ? "ANY" : filter.tagStatus();
        return switch (wanted) {
            case "TAGGED" -> tagged;
            case "UNTAGGED" -> !tagged;
            default -> true;
        };
    }

    private ListImagesResponse list(ListImages call) {
        StoredRepository repository = repositories.find(call.repositoryName());
        var all = new ArrayList<ImageIdentifier>();
        for (StoredImage image : repository.images.values()) {
            String digest = image.manifest().digest();
            if (passes(call.filter(), repository, image)) {
                List<String> tags = repository.tagsOf(digest);
                tags.forEach(tag -> all.add(new ImageIdentifier(digest, tag)));
                if (tags.isEmpty()) {
                    all.add(new ImageIdentifier(digest, null));
                }
            }
        }
        var page = Pages.of(all, call.nextToken(), limit(call.maxResults()), Repositories::invalidToken);
        return new ListImagesResponse(page.items(), page.next());
    }

    /** As many a page as SDK ecr:ListImageReferrersRequest says; nothing is ever archived here. */
    private ListImageReferrersResponse referrers(ListImageReferrers call) {
        StoredRepository repository = repositories.find(call.repositoryName());
        ReferrersFilter filter = call.filter() == null ? new ReferrersFilter(List.of(), null) : call.filter();
        boolean wantsActive =
                filter.artifactStatus() == null || List.of("ACTIVE", "ANY").contains(filter.artifactStatus());
        List<ImageReferrer> all = repository.images.values().stream()
                .map(StoredImage::manifest)
                .filter(manifest ->
                        wantsActive && call.subjectId().imageDigest().equals(manifest.subjectDigest()))
                .filter(manifest -> filter.artifactTypes().isEmpty()
                        || filter.artifactTypes().contains(String.valueOf(manifest.artifactMediaType())))
                .map(manifest -> new ImageReferrer(
                        manifest.digest(),
                        manifest.mediaType(),
                        manifest.artifactMediaType(),
                        manifest.textBytes(),
                        manifest.annotations(),
                        "ACTIVE"))
                .toList();
        var page = Pages.of(all, call.nextToken(), limit(call.maxResults(), 50), Repositories::invalidToken);
        return new ListImageReferrersResponse(page.items(), page.next());
    }

    private BatchCheckLayerAvailabilityResponse check(BatchCheckLayerAvailability call) {
        StoredRepository repository = repositories.find(call.repositoryName());
        var layers = new ArrayList<Layer>();
        var failures = new ArrayList<LayerFailure>();
        for (String digest : call.layerDigests()) {
            Long size = repository.layers.get(digest);
            if (size == null) {
                failures.add(new LayerFailure(digest, "MissingLayerDigest", "Layer does not exist in repository"));
            } else {
                layers.add(new Layer(digest, "AVAILABLE", size));
            }
        }
        return new BatchCheckLayerAvailabilityResponse(layers, failures);
    }

    private static int limit(@Nullable Integer asked) {
        return limit(asked, 1000);
    }

    private static int limit(@Nullable Integer asked, int most) {
        if (asked != null && (asked < 1 || asked > most)) {
            throw AwsRefusal.client(
                    "InvalidParameterException",
                    "Invalid parameter at 'maxResults' failed to satisfy constraint: 'must be between 1 and " + most
                            + "'");
        }
        return asked == null ? Math.min(most, 100) : asked;
    }
}
