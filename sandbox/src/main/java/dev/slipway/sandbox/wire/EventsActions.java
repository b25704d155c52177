package dev.slipway.sandbox.wire;

import dev.slipway.sandbox.model.events.Events.DeleteRule;
import dev.slipway.sandbox.model.events.Events.DescribeEventBus;
import dev.slipway.sandbox.model.events.Events.DescribeRule;
import dev.slipway.sandbox.model.events.Events.DisableRule;
import dev.slipway.sandbox.model.events.Events.EnableRule;
import dev.slipway.sandbox.model.events.Events.ListRules;
import dev.slipway.sandbox.model.events.Events.ListTagsForResource;
import dev.slipway.sandbox.model.events.Events.ListTargetsByRule;
import dev.slipway.sandbox.model.events.Events.PutEvents;
import dev.slipway.sandbox.model.events.Events.PutRule;
import dev.slipway.sandbox.model.events.Events.PutTargets;
import dev.slipway.sandbox.model.events.Events.RemoveTargets;
import dev.slipway.sandbox.model.events.Events.TagResource;
import dev.slipway.sandbox.model.events.Events.TestEventPattern;
import dev.slipway.sandbox.model.events.Events.UntagResource;
import java.util.List;
import java.util.Set;

/** What of EventBridge is modelled. */
final class EventsActions {
    private EventsActions() {}

    static Api api() {
        return new Api(
                new Api.Names("events", "AWSEvents", "2015-10-07", ""),
                Mappers.PASCAL,
                List.of(
                        DeleteRule.class,
                        DescribeEventBus.class,
                        DescribeRule.class,
                        DisableRule.class,
                        EnableRule.class,
                        ListRules.class,
                        ListTagsForResource.class,
                        ListTargetsByRule.class,
                        PutEvents.class,
                        PutRule.class,
                        PutTargets.class,
                        RemoveTargets.class,
                        TagResource.class,
                        TestEventPattern.class,
                        UntagResource.class),
                Set.of("*.TraceHeader"));
    }
}
