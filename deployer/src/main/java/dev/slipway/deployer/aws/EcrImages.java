package dev.slipway.deployer.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.ImageView;
import dev.slipway.deployer.model.ManifestTypes;
import dev.slipway.deployer.reconcile.port.Images;
import dev.slipway.deployer.reconcile.port.PortFailure;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageFailure;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.TagStatus;

/** Amazon ECR by the AWS SDK, reading only. */
public final class EcrImages implements Images {
    private static final String DESCRIBE_REPOSITORIES = "ecr:DescribeRepositories";
    private static final String DESCRIBE_IMAGES = "ecr:DescribeImages";
    private static final String BATCH_GET_IMAGE = "ecr:BatchGetImage";

    /** ECR converts a manifest to a type that was asked for: all are, so that the bytes stay those of the digest. */
    private static final List<String> ACCEPTED = ManifestTypes.ALL;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final EcrClient ecr;

    public EcrImages(AwsClients clients) {
        this.ecr = clients.ecr();
    }

    @Override
    @Iam(DESCRIBE_REPOSITORIES)
    public Optional<String> repositoryUri(String repository) {
        try {
            return Calls.of(
                            DESCRIBE_REPOSITORIES,
                            () -> ecr.describeRepositories(request -> request.repositoryNames(repository)))
                    .repositories()
                    .stream()
                    .findFirst()
                    .map(found -> found.repositoryUri());
        } catch (PortFailure e) {
            return emptyFor("RepositoryNotFoundException", e);
        }
    }

    @Override
    @Iam(DESCRIBE_IMAGES)
    public Optional<ImageView> describe(String repository, Digest digest) {
        return one(
                repository,
                ImageIdentifier.builder().imageDigest(digest.value()).build());
    }

    @Override
    @Iam(DESCRIBE_IMAGES)
    public Optional<ImageView> describeTag(String repository, String tag) {
        return one(repository, ImageIdentifier.builder().imageTag(tag).build());
    }

    @Override
    @Iam(DESCRIBE_IMAGES)
    public Page list(String repository, String nextToken) {
        var answer = Calls.of(
                DESCRIBE_IMAGES,
                () -> ecr.describeImages(request -> request.repositoryName(repository)
                        .filter(filter -> filter.tagStatus(TagStatus.TAGGED))
                        .maxResults(1000)
                        .nextToken(nextToken.isEmpty() ? null : nextToken)));
        return new Page(
                answer.imageDetails().stream().map(EcrImages::view).toList(),
                answer.nextToken() == null ? "" : answer.nextToken());
    }

    @Override
    @Iam(BATCH_GET_IMAGE)
    public Optional<JsonNode> manifest(String repository, Digest digest) {
        var answer = Calls.of(
                BATCH_GET_IMAGE,
                () -> ecr.batchGetImage(request -> request.repositoryName(repository)
                        .imageIds(ImageIdentifier.builder()
                                .imageDigest(digest.value())
                                .build())
                        .acceptedMediaTypes(ACCEPTED)));
        for (ImageFailure failure : answer.failures()) {
            if (!"ImageNotFound".equals(failure.failureCodeAsString())) {
                throw Failures.of(
                        BATCH_GET_IMAGE,
                        String.valueOf(failure.failureCodeAsString()),
                        String.valueOf(failure.failureReason()));
            }
        }
        return answer.images().stream().findFirst().map(image -> json(image.imageManifest()));
    }

    private Optional<ImageView> one(String repository, ImageIdentifier id) {
        try {
            return Calls.of(
                            DESCRIBE_IMAGES,
                            () -> ecr.describeImages(request ->
                                    request.repositoryName(repository).imageIds(id)))
                    .imageDetails()
                    .stream()
                    .findFirst()
                    .map(EcrImages::view);
        } catch (PortFailure e) {
            return emptyFor("ImageNotFoundException", e);
        }
    }

    private static <T> Optional<T> emptyFor(String code, PortFailure failure) {
        if (failure.code().equals(code)) {
            return Optional.empty();
        }
        throw failure;
    }

    private static ImageView view(ImageDetail image) {
        return new ImageView(
                new Digest(image.imageDigest()),
                image.imageTags(),
                image.imagePushedAt(),
                Optional.ofNullable(image.imageManifestMediaType()),
                Optional.ofNullable(image.artifactMediaType()),
                Optional.ofNullable(image.imageStatusAsString()));
    }

    private static JsonNode json(String manifest) {
        try {
            return JSON.readTree(manifest);
        } catch (JsonProcessingException e) {
            throw PortFailure.refused(
                    BATCH_GET_IMAGE, "NotJson", "the manifest is not JSON: " + e.getOriginalMessage());
        }
    }
}
