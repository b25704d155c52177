package dev.slipway.sandbox.model.elb.machine;

import dev.slipway.sandbox.model.Handlers;
import dev.slipway.sandbox.model.Tag;
import dev.slipway.sandbox.model.elb.AddTags;
import dev.slipway.sandbox.model.elb.DescribeTags;
import dev.slipway.sandbox.model.elb.RemoveTags;
import dev.slipway.sandbox.model.elb.TagDescription;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The calls about tags. */
final class TagCalls {
    private final Inventory inventory;

    TagCalls(Inventory inventory) {
        this.inventory = inventory;
    }

    void register(Handlers handlers) {
        handlers.on(DescribeTags.class, this::describe);
        handlers.on(AddTags.class, this::add);
        handlers.on(RemoveTags.class, this::remove);
    }

    private DescribeTags.Result describe(DescribeTags call, Instant now) {
        return new DescribeTags.Result(call.resourceArns().stream()
                .map(arn -> new TagDescription(arn, change(arn, tags -> tags)))
                .toList());
    }

    private AddTags.Result add(AddTags call, Instant now) {
        var keys = call.tags().stream().map(Tag::key).toList();
        for (String arn : call.resourceArns()) {
            change(
                    arn,
                    tags -> Stream.concat(tags.stream().filter(tag -> !keys.contains(tag.key())), call.tags().stream())
                            .toList());
        }
        return new AddTags.Result();
    }

    private RemoveTags.Result remove(RemoveTags call, Instant now) {
        for (String arn : call.resourceArns()) {
            change(
                    arn,
                    tags -> tags.stream()
                            .filter(tag -> !call.tagKeys().contains(tag.key()))
                            .toList());
        }
        return new RemoveTags.Result();
    }

    private List<Tag> change(String arn, UnaryOperator<List<Tag>> change) {
        if (arn.contains(":loadbalancer/")) {
            var balancer = inventory.balancer(arn);
            balancer.tags = change.apply(balancer.tags);
            return balancer.tags;
        }
        if (arn.contains(":targetgroup/")) {
            var group = inventory.group(arn);
            group.tags = change.apply(group.tags);
            return group.tags;
        }
        if (arn.contains(":listener/")) {
            var listener = inventory.listener(arn);
            listener.tags = change.apply(listener.tags);
            return listener.tags;
        }
        var rule = inventory.rule(arn);
        rule.tags = change.apply(rule.tags);
        return rule.tags;
    }
}
