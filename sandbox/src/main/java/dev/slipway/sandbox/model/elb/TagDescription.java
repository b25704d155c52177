package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Tag;
import java.util.List;

/** A resource's tags. */
public record TagDescription(String resourceArn, List<Tag> tags) {
    public TagDescription {
        tags = tags == null ? List.of() : List.copyOf(tags);
    }
}
