package dev.slipway.sandbox.model.ecs.machine;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Handlers;
import dev.slipway.sandbox.model.Tag;
import dev.slipway.sandbox.model.ecs.ListTagsForResource;
import dev.slipway.sandbox.model.ecs.TagResource;
import dev.slipway.sandbox.model.ecs.UntagResource;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The calls about tags of clusters, services and task definitions. */
final class TagCalls {
    private final Clusters clusters;
    private final TaskDefinitions taskDefinitions;

    TagCalls(Clusters clusters, TaskDefinitions taskDefinitions) {
        this.clusters = clusters;
        this.taskDefinitions = taskDefinitions;
    }

    void register(Handlers handlers) {
        handlers.on(TagResource.class, this::tag);
        handlers.on(UntagResource.class, this::untag);
        handlers.on(ListTagsForResource.class, this::list);
    }

    private TagResource.Result tag(TagResource call, Instant now) {
        var keys = call.tags().stream().map(Tag::key).toList();
        change(
                call.resourceArn(),
                tags -> Stream.concat(tags.stream().filter(tag -> !keys.contains(tag.key())), call.tags().stream())
                        .toList());
        return new TagResource.Result();
    }

    private UntagResource.Result untag(UntagResource call, Instant now) {
        change(
                call.resourceArn(),
                tags -> tags.stream()
                        .filter(tag -> !call.tagKeys().contains(tag.key()))
                        .toList());
        return new UntagResource.Result();
    }

    private ListTagsForResource.Result list(ListTagsForResource call, Instant now) {
        return new ListTagsForResource.Result(change(call.resourceArn(), tags -> tags));
    }

    private List<Tag> change(String arn, UnaryOperator<List<Tag>> change) {
        if (arn.contains(":task-definition/")) {
            var found = taskDefinitions.known(arn).orElseThrow(TagCalls::missing);
            found.tags = change.apply(found.tags);
            return found.tags;
        }
        if (arn.contains(":service/")) {
            var found = clusters.services()
                    .filter(service -> service.arn.equals(arn))
                    .findFirst()
                    .orElseThrow(TagCalls::missing);
            found.tags = change.apply(found.tags);
            return found.tags;
        }
        var found = clusters.byArn(arn).orElseThrow(TagCalls::missing);
        found.tags = change.apply(found.tags);
        return found.tags;
    }

    private static AwsRefusal missing() {
        return AwsRefusal.client("ResourceNotFoundException", "The specified resource wasn't found.");
    }
}
