package dev.slipway.sandbox.wire;

import dev.slipway.sandbox.model.ecr.Ecr.BatchCheckLayerAvailability;
import dev.slipway.sandbox.model.ecr.Ecr.BatchDeleteImage;
import dev.slipway.sandbox.model.ecr.Ecr.BatchGetImage;
import dev.slipway.sandbox.model.ecr.Ecr.CreateRepository;
import dev.slipway.sandbox.model.ecr.Ecr.DeleteLifecyclePolicy;
import dev.slipway.sandbox.model.ecr.Ecr.DeleteRepository;
import dev.slipway.sandbox.model.ecr.Ecr.DescribeImages;
import dev.slipway.sandbox.model.ecr.Ecr.DescribeRepositories;
import dev.slipway.sandbox.model.ecr.Ecr.GetAuthorizationToken;
import dev.slipway.sandbox.model.ecr.Ecr.GetLifecyclePolicy;
import dev.slipway.sandbox.model.ecr.Ecr.GetRepositoryPolicy;
import dev.slipway.sandbox.model.ecr.Ecr.ListImageReferrers;
import dev.slipway.sandbox.model.ecr.Ecr.ListImages;
import dev.slipway.sandbox.model.ecr.Ecr.ListTagsForResource;
import dev.slipway.sandbox.model.ecr.Ecr.PutImage;
import dev.slipway.sandbox.model.ecr.Ecr.PutImageScanningConfiguration;
import dev.slipway.sandbox.model.ecr.Ecr.PutImageTagMutability;
import dev.slipway.sandbox.model.ecr.Ecr.PutLifecyclePolicy;
import dev.slipway.sandbox.model.ecr.Ecr.SetRepositoryPolicy;
import dev.slipway.sandbox.model.ecr.Ecr.TagResource;
import dev.slipway.sandbox.model.ecr.Ecr.UntagResource;
import java.util.List;
import java.util.Set;

/** What of ECR is modelled; images are pushed and pulled by {@code /v2/}. */
final class EcrActions {
    private EcrActions() {}

    static Api api() {
        return new Api(
                new Api.Names("ecr", "AmazonEC2ContainerRegistry_V20150921", "2015-09-21", ""),
                Mappers.CAMEL,
                List.of(
                        BatchCheckLayerAvailability.class,
                        BatchDeleteImage.class,
                        BatchGetImage.class,
                        CreateRepository.class,
                        DeleteLifecyclePolicy.class,
                        DeleteRepository.class,
                        DescribeImages.class,
                        DescribeRepositories.class,
                        GetAuthorizationToken.class,
                        GetLifecyclePolicy.class,
                        GetRepositoryPolicy.class,
                        ListImageReferrers.class,
                        ListImages.class,
                        ListTagsForResource.class,
                        PutImage.class,
                        PutImageScanningConfiguration.class,
                        PutImageTagMutability.class,
                        PutLifecyclePolicy.class,
                        SetRepositoryPolicy.class,
                        TagResource.class,
                        UntagResource.class),
                Set.of("*.registryId", "*.registryIds", "BatchGetImage.acceptedMediaTypes"));
    }
}
