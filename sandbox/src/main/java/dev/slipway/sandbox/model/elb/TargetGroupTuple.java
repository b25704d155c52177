package dev.slipway.sandbox.model.elb;

import org.jspecify.annotations.Nullable;

/** A group and its weight, 0 to 999; an absent weight is 1. */
public record TargetGroupTuple(
        String targetGroupArn, @Nullable Integer weight) {}
