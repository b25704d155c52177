package dev.slipway.sandbox.model.ecr;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.model.Acknowledged;
import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.EventSink;
import dev.slipway.sandbox.model.Handlers;
import dev.slipway.sandbox.model.Identity;
import dev.slipway.sandbox.model.ecr.Ecr.BatchDeleteImage;
import dev.slipway.sandbox.model.ecr.Ecr.BatchDeleteImageResponse;
import dev.slipway.sandbox.model.ecr.Ecr.Image;
import dev.slipway.sandbox.model.ecr.Ecr.ImageFailure;
import dev.slipway.sandbox.model.ecr.Ecr.ImageIdentifier;
import dev.slipway.sandbox.model.ecr.Ecr.PutImage;
import dev.slipway.sandbox.model.ecr.Ecr.PutImageResponse;
import dev.slipway.sandbox.model.ecr.StoredRepository.StoredImage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The calls that add and remove images; each is told as an event. */
final class ImageCalls {
    private final Repositories repositories;
    private final Identity identity;
    private final EventSink events;

    ImageCalls(Repositories repositories, Identity identity, EventSink events) {
        this.repositories = repositories;
        this.identity = identity;
        this.events = events;
    }

    void register(Handlers handlers) {
        handlers.on(PutImage.class, this::put);
        handlers.on(BatchDeleteImage.class, this::delete);
        handlers.on(LayerStored.class, (call, now) -> stored(call));
    }

    private Acknowledged stored(LayerStored call) {
        repositories.find(call.repositoryName()).layers.put(call.digest(), call.sizeBytes());
        return new Acknowledged();
    }

    private PutImageResponse put(PutImage call, Instant now) {
        StoredRepository repository = repositories.find(call.repositoryName());
        Manifest manifest = Manifest.parse(call.imageManifest(), call.imageManifestMediaType());
        if (call.imageDigest() != null && !call.imageDigest().equals(manifest.digest())) {
            throw AwsRefusal.client(
                    "ImageDigestDoesNotMatchException",
                    "The specified image digest '" + call.imageDigest() + "' does not match the digest '"
                            + manifest.digest() + "' that was calculated for the image");
        }
        checkComplete(repository, manifest);
        checkTag(repository, manifest, call.imageTag());
        repository.images.putIfAbsent(manifest.digest(), new StoredImage(manifest, now));
        if (call.imageTag() != null) {
            repository.tags.put(call.imageTag(), manifest.digest());
        }
        tell("PUSH", repository, manifest, call.imageTag(), now);
        return new PutImageResponse(new Image(
                identity.account(),
                repository.name,
                new ImageIdentifier(manifest.digest(), call.imageTag()),
                manifest.text(),
                manifest.mediaType()));
    }

    private static void checkComplete(StoredRepository repository, Manifest manifest) {
        List<String> layers = manifest.blobs().stream()
                .filter(blob -> !repository.layers.containsKey(blob))
                .toList();
        if (!layers.isEmpty()) {
            throw AwsRefusal.client(
                    "LayersNotFoundException",
                    "Layers with digests '" + layers + "' required for pushing image do not exist");
        }
        List<String> children = manifest.children().stream()
                .filter(child -> !repository.images.containsKey(child))
                .toList();
        if (!children.isEmpty()) {
            throw AwsRefusal.client(
                    "ReferencedImagesNotFoundException",
                    "Images with digests '" + children + "' required for pushing image into repository with name '"
                            + repository.name + "' do not exist");
        }
    }

    private void checkTag(StoredRepository repository, Manifest manifest, @Nullable String tag) {
        boolean known = repository.images.containsKey(manifest.digest());
        String present = tag == null ? null : repository.tags.get(tag);
        if (known && (tag == null || manifest.digest().equals(present))) {
            throw AwsRefusal.client(
                    "ImageAlreadyExistsException",
                    "Image with digest '" + manifest.digest() + "'" + (tag == null ? "" : " and tag '" + tag + "'")
                            + " already exists in the repository with name '" + repository.name
                            + "' in registry with id '" + identity.account() + "'");
        }
        if (tag != null && present != null && repository.isImmutable(tag)) {
            throw AwsRefusal.client(
                    "ImageTagAlreadyExistsException",
                    "The image tag '" + tag + "' already exists in the '" + repository.name
                            + "' repository and cannot be overwritten because the tag is immutable.");
        }
    }

    private BatchDeleteImageResponse delete(BatchDeleteImage call, Instant now) {
        StoredRepository repository = repositories.find(call.repositoryName());
        var deleted = new ArrayList<ImageIdentifier>();
        var failures = new ArrayList<ImageFailure>();
        for (ImageIdentifier id : call.imageIds()) {
            Optional<StoredImage> image = repository.find(id);
            if (image.isEmpty()) {
                failures.add(new ImageFailure(id, "ImageNotFound", "Requested image not found"));
            } else if (isListed(repository, image.get(), id)) {
                failures.add(new ImageFailure(
                        id, "ImageReferencedByManifestList", "Requested image referenced by manifest list"));
            } else {
                deleted.addAll(delete(repository, image.get().manifest(), id, now));
            }
        }
        return new BatchDeleteImageResponse(deleted, failures);
    }

    private static boolean isListed(StoredRepository repository, StoredImage image, ImageIdentifier id) {
        String digest = image.manifest().digest();
        boolean goes = id.imageTag() == null || repository.tagsOf(digest).size() == 1;
        return goes
                && repository.images.values().stream()
                        .anyMatch(other -> other.manifest().children().contains(digest));
    }

    /** A tag alone is taken away; the image goes with its last tag. */
    private List<ImageIdentifier> delete(
            StoredRepository repository, Manifest manifest, ImageIdentifier id, Instant now) {
        List<String> tags = id.imageTag() == null ? repository.tagsOf(manifest.digest()) : List.of(id.imageTag());
        tags.forEach(repository.tags::remove);
        if (repository.tagsOf(manifest.digest()).isEmpty()) {
            repository.images.remove(manifest.digest());
        }
        var gone = new ArrayList<ImageIdentifier>();
        if (tags.isEmpty()) {
            tell("DELETE", repository, manifest, null, now);
            gone.add(new ImageIdentifier(manifest.digest(), null));
        }
        for (String tag : tags) {
            tell("DELETE", repository, manifest, tag, now);
            gone.add(new ImageIdentifier(manifest.digest(), tag));
        }
        return gone;
    }

    private void tell(
            String action, StoredRepository repository, Manifest manifest, @Nullable String tag, Instant now) {
        ObjectNode detail = JsonNodeFactory.instance.objectNode();
        detail.put("action-type", action).put("result", "SUCCESS").put("repository-name", repository.name);
        detail.put("image-tag", tag == null ? "" : tag).put("image-digest", manifest.digest());
        detail.put("manifest-media-type", manifest.mediaType());
        if (manifest.artifactMediaType() != null) {
            detail.put("artifact-media-type", manifest.artifactMediaType());
        }
        String type = manifest.subjectDigest() == null ? "ECR Image Action" : "ECR Referrer Action";
        events.put("aws.ecr", type, List.of(), detail, now);
    }
}
