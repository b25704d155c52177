package dev.slipway.sandbox.model.ecr;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Handlers;
import dev.slipway.sandbox.model.Identity;
import dev.slipway.sandbox.model.ecr.Ecr.DeleteLifecyclePolicy;
import dev.slipway.sandbox.model.ecr.Ecr.GetLifecyclePolicy;
import dev.slipway.sandbox.model.ecr.Ecr.GetRepositoryPolicy;
import dev.slipway.sandbox.model.ecr.Ecr.LifecyclePolicyResponse;
import dev.slipway.sandbox.model.ecr.Ecr.ListTagsForResource;
import dev.slipway.sandbox.model.ecr.Ecr.ListTagsForResourceResponse;
import dev.slipway.sandbox.model.ecr.Ecr.PutImageScanningConfiguration;
import dev.slipway.sandbox.model.ecr.Ecr.PutImageScanningConfigurationResponse;
import dev.slipway.sandbox.model.ecr.Ecr.PutImageTagMutability;
import dev.slipway.sandbox.model.ecr.Ecr.PutImageTagMutabilityResponse;
import dev.slipway.sandbox.model.ecr.Ecr.PutLifecyclePolicy;
import dev.slipway.sandbox.model.ecr.Ecr.RepositoryPolicyResponse;
import dev.slipway.sandbox.model.ecr.Ecr.SetRepositoryPolicy;
import dev.slipway.sandbox.model.ecr.Ecr.Tag;
import dev.slipway.sandbox.model.ecr.Ecr.TagResource;
import dev.slipway.sandbox.model.ecr.Ecr.TagResponse;
import dev.slipway.sandbox.model.ecr.Ecr.UntagResource;

/** Settings of repositories: tag mutability has its effect; policies, scanning and tags are kept and told only. */
final class RepositorySettings {
    private final Repositories repositories;
    private final Identity identity;

    RepositorySettings(Repositories repositories, Identity identity) {
        this.repositories = repositories;
        this.identity = identity;
    }

    void register(Handlers handlers) {
        handlers.on(PutImageTagMutability.class, (call, now) -> mutability(call));
        handlers.on(PutImageScanningConfiguration.class, (call, now) -> scanning(call));
        handlers.on(PutLifecyclePolicy.class, (call, now) -> putLifecycle(call));
        handlers.on(GetLifecyclePolicy.class, (call, now) -> lifecycle(call.repositoryName(), false));
        handlers.on(DeleteLifecyclePolicy.class, (call, now) -> lifecycle(call.repositoryName(), true));
        handlers.on(SetRepositoryPolicy.class, (call, now) -> setPolicy(call));
        handlers.on(GetRepositoryPolicy.class, (call, now) -> policy(call));
        handlers.on(TagResource.class, (call, now) -> tag(call));
        handlers.on(UntagResource.class, (call, now) -> untag(call));
        handlers.on(ListTagsForResource.class, (call, now) -> tags(call));
    }

    private PutImageTagMutabilityResponse mutability(PutImageTagMutability call) {
        StoredRepository repository = repositories.find(call.repositoryName());
        repository.mutability = call.imageTagMutability();
        repository.exclusions = call.imageTagMutabilityExclusionFilters();
        return new PutImageTagMutabilityResponse(
                identity.account(), repository.name, repository.mutability, repository.exclusions);
    }

    private PutImageScanningConfigurationResponse scanning(PutImageScanningConfiguration call) {
        StoredRepository repository = repositories.find(call.repositoryName());
        repository.scanning = call.imageScanningConfiguration();
        return new PutImageScanningConfigurationResponse(identity.account(), repository.name, repository.scanning);
    }

    private LifecyclePolicyResponse putLifecycle(PutLifecyclePolicy call) {
        repositories.find(call.repositoryName()).lifecyclePolicy = call.lifecyclePolicyText();
        return lifecycle(call.repositoryName(), false);
    }

    private LifecyclePolicyResponse lifecycle(String name, boolean delete) {
        StoredRepository repository = repositories.find(name);
        String text = repository.lifecyclePolicy;
        if (text == null) {
            throw AwsRefusal.client(
                    "LifecyclePolicyNotFoundException",
                    "Lifecycle policy does not exist for the repository with name '" + name
                            + "' in the registry with id '" + identity.account() + "'");
        }
        if (delete) {
            repository.lifecyclePolicy = null;
        }
        return new LifecyclePolicyResponse(identity.account(), name, text);
    }

    private RepositoryPolicyResponse setPolicy(SetRepositoryPolicy call) {
        repositories.find(call.repositoryName()).policy = call.policyText();
        return new RepositoryPolicyResponse(identity.account(), call.repositoryName(), call.policyText());
    }

    private RepositoryPolicyResponse policy(GetRepositoryPolicy call) {
        String text = repositories.find(call.repositoryName()).policy;
        if (text == null) {
            throw AwsRefusal.client(
                    "RepositoryPolicyNotFoundException",
                    "Repository policy does not exist for the repository with name '" + call.repositoryName()
                            + "' in the registry with id '" + identity.account() + "'");
        }
        return new RepositoryPolicyResponse(identity.account(), call.repositoryName(), text);
    }

    private TagResponse tag(TagResource call) {
        var tags = byArn(call.resourceArn()).resourceTags;
        call.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        return new TagResponse();
    }

    private TagResponse untag(UntagResource call) {
        byArn(call.resourceArn()).resourceTags.keySet().removeAll(call.tagKeys());
        return new TagResponse();
    }

    private ListTagsForResourceResponse tags(ListTagsForResource call) {
        return new ListTagsForResourceResponse(byArn(call.resourceArn()).resourceTags.entrySet().stream()
                .map(tag -> new Tag(tag.getKey(), tag.getValue()))
                .toList());
    }

    private StoredRepository byArn(String arn) {
        return repositories.find(arn.substring(arn.indexOf(":repository/") + ":repository/".length()));
    }
}
