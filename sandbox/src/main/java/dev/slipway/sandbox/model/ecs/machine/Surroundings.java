package dev.slipway.sandbox.model.ecs.machine;

import dev.slipway.sandbox.model.Agenda;
import dev.slipway.sandbox.model.AwsVariant;
import dev.slipway.sandbox.model.EventSink;
import dev.slipway.sandbox.model.Identity;
import dev.slipway.sandbox.model.Ids;
import dev.slipway.sandbox.model.ImageResolver;
import dev.slipway.sandbox.model.Outbox;
import dev.slipway.sandbox.model.Pace;
import dev.slipway.sandbox.model.ParameterValues;
import dev.slipway.sandbox.model.Timing;
import dev.slipway.sandbox.model.cloudwatch.machine.Alarms;
import dev.slipway.sandbox.model.elb.machine.LoadBalancing;

/** What ECS stands on. */
public record Surroundings(
        Identity identity,
        Ids ids,
        Agenda agenda,
        Pace pace,
        Timing timing,
        AwsVariant variant,
        LoadBalancing balancing,
        Alarms alarms,
        ImageResolver images,
        ParameterValues parameters,
        Outbox outbox,
        EventSink events) {

    String arn(String resource) {
        return identity.arn("ecs", resource);
    }
}
