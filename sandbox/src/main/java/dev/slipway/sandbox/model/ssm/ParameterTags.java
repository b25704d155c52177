package dev.slipway.sandbox.model.ssm;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Handlers;
import dev.slipway.sandbox.model.ssm.Ssm.AddTagsToResource;
import dev.slipway.sandbox.model.ssm.Ssm.AddTagsToResourceResult;
import dev.slipway.sandbox.model.ssm.Ssm.ListTagsForResource;
import dev.slipway.sandbox.model.ssm.Ssm.ListTagsForResourceResult;
import dev.slipway.sandbox.model.ssm.Ssm.RemoveTagsFromResource;
import dev.slipway.sandbox.model.ssm.Ssm.RemoveTagsFromResourceResult;
import dev.slipway.sandbox.model.ssm.Ssm.Tag;
import java.util.Map;

/** Tags of parameters: kept and told, without any effect. */
final class ParameterTags {
    private final Map<String, StoredParameter> parameters;

    ParameterTags(Map<String, StoredParameter> parameters) {
        this.parameters = parameters;
    }

    void register(Handlers handlers) {
        handlers.on(AddTagsToResource.class, (call, now) -> {
            var tags = tagsOf(call.resourceType(), call.resourceId());
            call.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
            return new AddTagsToResourceResult();
        });
        handlers.on(RemoveTagsFromResource.class, (call, now) -> {
            tagsOf(call.resourceType(), call.resourceId()).keySet().removeAll(call.tagKeys());
            return new RemoveTagsFromResourceResult();
        });
        handlers.on(
                ListTagsForResource.class,
                (call, now) ->
                        new ListTagsForResourceResult(tagsOf(call.resourceType(), call.resourceId()).entrySet().stream()
                                .map(tag -> new Tag(tag.getKey(), tag.getValue()))
                                .toList()));
    }

    private Map<String, String> tagsOf(String resourceType, String resourceId) {
        if (!resourceType.equals("Parameter")) {
            throw AwsRefusal.client(
                    "InvalidResourceType",
                    "The sandbox models resources of type Parameter, not '" + resourceType + "'.");
        }
        StoredParameter parameter = parameters.get(resourceId);
        if (parameter == null) {
            throw AwsRefusal.client("InvalidResourceId", "The resource ID isn't valid: '" + resourceId + "'.");
        }
        return parameter.tags();
    }
}
