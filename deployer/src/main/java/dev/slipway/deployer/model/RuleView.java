package dev.slipway.deployer.model;

import java.util.List;

/** What DescribeRules says of one listener rule: where it forwards, with which weights. */
public record RuleView(String arn, List<Weight> weights) {

    public RuleView {
        weights = List.copyOf(weights);
    }

    /** One target group of a forward; a weight of zero gets nothing. */
    public record Weight(String targetGroupArn, int weight) {}

    /** The share of requests that goes to the group, 0 to 100, rounded to whole percent; 0 if it is not named. */
    public int percentOf(String targetGroupArn) {
        int all = weights.stream().mapToInt(Weight::weight).sum();
        int its = weights.stream()
                .filter(weight -> weight.targetGroupArn().equals(targetGroupArn))
                .mapToInt(Weight::weight)
                .sum();
        return all == 0 ? 0 : Math.round(100f * its / all);
    }
}
