package dev.slipway.sandbox.model.ecr;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.slipway.sandbox.model.Call;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The calls of ECR, each named as its AWS action, and their answers; members as AWS names them. */
public interface Ecr {

    record CreateRepository(
            String repositoryName,
            List<Tag> tags,
            @Nullable String imageTagMutability,
            List<ImageTagMutabilityExclusionFilter> imageTagMutabilityExclusionFilters,
            @Nullable ImageScanningConfiguration imageScanningConfiguration,
            @Nullable EncryptionConfiguration encryptionConfiguration)
            implements Call<RepositoryResponse> {
        public CreateRepository {
            tags = List.copyOf(tags);
            imageTagMutabilityExclusionFilters = List.copyOf(imageTagMutabilityExclusionFilters);
        }
    }

    record DeleteRepository(String repositoryName, boolean force) implements Call<RepositoryResponse> {}

    record RepositoryResponse(Repository repository) {}

    record DescribeRepositories(
            List<String> repositoryNames,
            @Nullable String nextToken,
            @Nullable Integer maxResults) implements Call<DescribeRepositoriesResponse> {
        public DescribeRepositories {
            repositoryNames = List.copyOf(repositoryNames);
        }
    }

    record DescribeRepositoriesResponse(
            List<Repository> repositories, @Nullable String nextToken) {
        public DescribeRepositoriesResponse {
            repositories = List.copyOf(repositories);
        }
    }

    record PutImageTagMutability(
            String repositoryName,
            String imageTagMutability,
            List<ImageTagMutabilityExclusionFilter> imageTagMutabilityExclusionFilters)
            implements Call<PutImageTagMutabilityResponse> {
        public PutImageTagMutability {
            imageTagMutabilityExclusionFilters = List.copyOf(imageTagMutabilityExclusionFilters);
        }
    }

    record PutImageTagMutabilityResponse(
            String registryId,
            String repositoryName,
            String imageTagMutability,
            List<ImageTagMutabilityExclusionFilter> imageTagMutabilityExclusionFilters) {
        public PutImageTagMutabilityResponse {
            imageTagMutabilityExclusionFilters = List.copyOf(imageTagMutabilityExclusionFilters);
        }
    }

    record PutImageScanningConfiguration(String repositoryName, ImageScanningConfiguration imageScanningConfiguration)
            implements Call<PutImageScanningConfigurationResponse> {}

    record PutImageScanningConfigurationResponse(
            String registryId, String repositoryName, ImageScanningConfiguration imageScanningConfiguration) {}

    record PutLifecyclePolicy(String repositoryName, String lifecyclePolicyText)
            implements Call<LifecyclePolicyResponse> {}

    record GetLifecyclePolicy(String repositoryName) implements Call<LifecyclePolicyResponse> {}

    record DeleteLifecyclePolicy(String repositoryName) implements Call<LifecyclePolicyResponse> {}

    record LifecyclePolicyResponse(String registryId, String repositoryName, String lifecyclePolicyText) {}

    record SetRepositoryPolicy(String repositoryName, String policyText, boolean force)
            implements Call<RepositoryPolicyResponse> {}

    record GetRepositoryPolicy(String repositoryName) implements Call<RepositoryPolicyResponse> {}

    record RepositoryPolicyResponse(String registryId, String repositoryName, String policyText) {}

    record TagResource(String resourceArn, List<Tag> tags) implements Call<TagResponse> {
        public TagResource {
            tags = List.copyOf(tags);
        }
    }

    record UntagResource(String resourceArn, List<String> tagKeys) implements Call<TagResponse> {
        public UntagResource {
            tagKeys = List.copyOf(tagKeys);
        }
    }

    record TagResponse() {}

    record ListTagsForResource(String resourceArn) implements Call<ListTagsForResourceResponse> {}

    record ListTagsForResourceResponse(List<Tag> tags) {
        public ListTagsForResourceResponse {
            tags = List.copyOf(tags);
        }
    }

    record GetAuthorizationToken() implements Call<GetAuthorizationTokenResponse> {}

    record GetAuthorizationTokenResponse(List<Authorization> authorizationData) {
        public GetAuthorizationTokenResponse {
            authorizationData = List.copyOf(authorizationData);
        }
    }

    record Authorization(String authorizationToken, Instant expiresAt, String proxyEndpoint) {}

    record PutImage(
            String repositoryName,
            String imageManifest,
            @Nullable String imageManifestMediaType,
            @Nullable String imageTag,
            @Nullable String imageDigest)
            implements Call<PutImageResponse> {}

    record PutImageResponse(Image image) {}

    record BatchGetImage(String repositoryName, List<ImageIdentifier> imageIds) implements Call<BatchGetImageResponse> {
        public BatchGetImage {
            imageIds = List.copyOf(imageIds);
        }
    }

    record BatchGetImageResponse(List<Image> images, List<ImageFailure> failures) {
        public BatchGetImageResponse {
            images = List.copyOf(images);
            failures = List.copyOf(failures);
        }
    }

    record BatchDeleteImage(String repositoryName, List<ImageIdentifier> imageIds)
            implements Call<BatchDeleteImageResponse> {
        public BatchDeleteImage {
            imageIds = List.copyOf(imageIds);
        }
    }

    record BatchDeleteImageResponse(List<ImageIdentifier> imageIds, List<ImageFailure> failures) {
        public BatchDeleteImageResponse {
            imageIds = List.copyOf(imageIds);
            failures = List.copyOf(failures);
        }
    }

    record DescribeImages(
            String repositoryName,
            List<ImageIdentifier> imageIds,
            @Nullable Filter filter,
            @Nullable String nextToken,
            @Nullable Integer maxResults)
            implements Call<DescribeImagesResponse> {
        public DescribeImages {
            imageIds = List.copyOf(imageIds);
        }
    }

    record DescribeImagesResponse(
            List<ImageDetail> imageDetails, @Nullable String nextToken) {
        public DescribeImagesResponse {
            imageDetails = List.copyOf(imageDetails);
        }
    }

    record ListImages(
            String repositoryName,
            @Nullable Filter filter,
            @Nullable String nextToken,
            @Nullable Integer maxResults) implements Call<ListImagesResponse> {}

    record ListImagesResponse(
            List<ImageIdentifier> imageIds, @Nullable String nextToken) {
        public ListImagesResponse {
            imageIds = List.copyOf(imageIds);
        }
    }

    record ListImageReferrers(
            String repositoryName,
            SubjectIdentifier subjectId,
            @Nullable ReferrersFilter filter,
            @Nullable String nextToken,
            @Nullable Integer maxResults)
            implements Call<ListImageReferrersResponse> {}

    /** What the referrers are about. */
    record SubjectIdentifier(String imageDigest) {}

    /**
     * Which referrers are wanted.
     *
     * @param artifactTypes  any if empty
     * @param artifactStatus {@code ACTIVE} if absent
     */
    record ReferrersFilter(
            List<String> artifactTypes, @Nullable String artifactStatus) {
        public ReferrersFilter {
            artifactTypes = artifactTypes == null ? List.of() : List.copyOf(artifactTypes);
        }
    }

    record ListImageReferrersResponse(
            List<ImageReferrer> referrers, @Nullable String nextToken) {
        public ListImageReferrersResponse {
            referrers = List.copyOf(referrers);
        }
    }

    /** What was pushed about an image, such as a signature. */
    record ImageReferrer(
            String digest,
            String mediaType,
            @Nullable String artifactType,
            long size,
            @Nullable Map<String, String> annotations,
            String artifactStatus) {
        public ImageReferrer {
            annotations = annotations == null ? null : Collections.unmodifiableMap(new TreeMap<>(annotations));
        }
    }

    record BatchCheckLayerAvailability(String repositoryName, List<String> layerDigests)
            implements Call<BatchCheckLayerAvailabilityResponse> {
        public BatchCheckLayerAvailability {
            layerDigests = List.copyOf(layerDigests);
        }
    }

    record BatchCheckLayerAvailabilityResponse(List<Layer> layers, List<LayerFailure> failures) {
        public BatchCheckLayerAvailabilityResponse {
            layers = List.copyOf(layers);
            failures = List.copyOf(failures);
        }
    }

    record Layer(String layerDigest, String layerAvailability, long layerSize) {}

    record LayerFailure(String layerDigest, String failureCode, String failureReason) {}

    record Tag(
            @JsonProperty("Key") String key,
            @JsonProperty("Value") String value) {}

    record ImageTagMutabilityExclusionFilter(String filterType, String filter) {}

    record ImageScanningConfiguration(boolean scanOnPush) {}

    record EncryptionConfiguration(
            String encryptionType, @Nullable String kmsKey) {}

    record Filter(@Nullable String tagStatus, @Nullable String imageStatus) {}

    record ImageIdentifier(
            @Nullable String imageDigest, @Nullable String imageTag) {}

    record ImageFailure(ImageIdentifier imageId, String failureCode, String failureReason) {}

    record Image(
            String registryId,
            String repositoryName,
            ImageIdentifier imageId,
            String imageManifest,
            String imageManifestMediaType) {}

    /** A repository as AWS describes it. */
    record Repository(
            String repositoryArn,
            String registryId,
            String repositoryName,
            String repositoryUri,
            Instant createdAt,
            String imageTagMutability,
            @Nullable List<ImageTagMutabilityExclusionFilter> imageTagMutabilityExclusionFilters,
            ImageScanningConfiguration imageScanningConfiguration,
            EncryptionConfiguration encryptionConfiguration) {
        public Repository {
            imageTagMutabilityExclusionFilters =
                    imageTagMutabilityExclusionFilters == null ? null : List.copyOf(imageTagMutabilityExclusionFilters);
        }
    }

    /** An image as AWS describes it. */
    record ImageDetail(
            String registryId,
            String repositoryName,
            String imageDigest,
            @Nullable List<String> imageTags,
            long imageSizeInBytes,
            Instant imagePushedAt,
            String imageManifestMediaType,
            @Nullable String artifactMediaType,
            @Nullable String subjectManifestDigest,
            String imageStatus) {
        public ImageDetail {
            imageTags = imageTags == null ? null : List.copyOf(imageTags);
        }
    }
}
