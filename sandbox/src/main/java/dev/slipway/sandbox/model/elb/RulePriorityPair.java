package dev.slipway.sandbox.model.elb;

/** A rule, and the priority it gets. */
public record RulePriorityPair(String ruleArn, int priority) {}
