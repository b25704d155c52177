package dev.slipway.sandbox.model.ecs.machine;

import dev.slipway.sandbox.model.AwsVariant.DefaultRule;
import dev.slipway.sandbox.model.ecs.AdvancedConfiguration;
import dev.slipway.sandbox.model.ecs.LoadBalancer;
import dev.slipway.sandbox.model.elb.TargetGroupTuple;
import dev.slipway.sandbox.model.elb.machine.LoadBalancing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Wires revisions to target groups and moves traffic between them, by rewriting rules as ECS does. */
final class Traffic {
    private static final String INVALID = "Service deployment rolled back because of invalid networking configuration";

    private final LoadBalancing balancing;
    private final boolean defaultRuleWorks;

    Traffic(Surroundings around) {
        this.balancing = around.balancing();
        this.defaultRuleWorks = around.variant().defaultRule() == DefaultRule.WORKS;
    }

    /**
     * Chooses the target's groups: with advanced configuration the idle one of each pair, or the serving one for a
     * rolling deployment. Answers why that is impossible, in AWS's words (docs/aws.md, Load balancer [tsbg]), or nothing.
     */
    Optional<String> wire(DeploymentState deployment) {
        var wires = new ArrayList<Wire>();
        for (LoadBalancer entry : deployment.target.loadBalancers) {
            var advanced = entry.advancedConfiguration();
            if (advanced == null || advanced.productionListenerRule() == null) {
                wires.add(new Wire(entry, text(entry.targetGroupArn()), null, null, null));
                continue;
            }
            var fault = fault(text(entry.targetGroupArn()), advanced);
            if (fault.isPresent()) {
                return fault;
            }
            wires.add(wire(entry, advanced, deployment.isRolling()));
        }
        deployment.target.wires = List.copyOf(wires);
        return Optional.empty();
    }

    private Wire wire(LoadBalancer entry, AdvancedConfiguration advanced, boolean rolling) {
        String first = text(entry.targetGroupArn());
        String second = text(advanced.alternateTargetGroupArn());
        boolean firstServes = weights(text(advanced.productionListenerRule())).getOrDefault(first, 0) > 0;
        boolean takeFirst = firstServes == rolling;
        return new Wire(
                entry,
                takeFirst ? first : second,
                takeFirst ? second : first,
                advanced.productionListenerRule(),
                advanced.testListenerRule());
    }

    private Optional<String> fault(String first, AdvancedConfiguration advanced) {
        String second = text(advanced.alternateTargetGroupArn());
        String rule = text(advanced.productionListenerRule());
        String testRule = advanced.testListenerRule();
        var weights = balancing.groupsOf(rule);
        if (weights.isEmpty()
                || (testRule != null && balancing.groupsOf(testRule).isEmpty())) {
            return Optional.of(INVALID + ". One or more rules not found");
        }
        if (!defaultRuleWorks && balancing.isDefault(rule)) {
            return Optional.of(INVALID + ". productionListenerRule " + rule + " is a default rule");
        }
        for (String group : weights.get().keySet()) {
            if (!group.equals(first) && !group.equals(second)) {
                return Optional.of(
                        INVALID + ". Production listener rule is forwarding traffic to unexpected target group "
                                + group + ". Expected traffic to be forwarded to either targetGroupArn: " + first
                                + " or alternateTargetGroupArn: " + second);
            }
        }
        long serving =
                weights.get().values().stream().filter(weight -> weight > 0).count();
        if (serving != 1) {
            return Optional.of(INVALID + ". productionListenerRule " + rule
                    + " should have exactly one target group serving traffic but found " + serving
                    + " target groups which are serving traffic");
        }
        return unassociated(List.of(first, second), rule, testRule);
    }

    private Optional<String> unassociated(List<String> groups, String rule, @Nullable String testRule) {
        return groups.stream()
                .filter(group -> !weights(rule).containsKey(group)
                        && (testRule == null || !weights(testRule).containsKey(group)))
                .findFirst()
                .map(group -> INVALID + ": Target group " + group
                        + " is not associated with either productionListenerRule or testListenerRule.");
    }

    private Map<String, Integer> weights(String rule) {
        return balancing.groupsOf(rule).orElse(Map.of());
    }

    /** Gives the target this share of the production traffic, its counterpart the rest. */
    void production(DeploymentState deployment, double percent, Instant now) {
        deployment.productionPercent = percent;
        for (Wire wire : deployment.target.wires) {
            if (wire.productionRule() != null) {
                shift(wire.productionRule(), wire, percent, now);
            }
        }
    }

    /** Gives the target all or nothing of the test traffic; does nothing without a test rule. */
    void test(DeploymentState deployment, double percent, Instant now) {
        for (Wire wire : deployment.target.wires) {
            if (wire.testRule() != null) {
                shift(wire.testRule(), wire, percent, now);
                deployment.testPercent = percent;
            }
        }
    }

    /** Points the test rules of a revision to it (100) or away from it (0), whatever its deployment did with them. */
    void restTestRules(RevisionState revision, double percent, Instant now) {
        for (Wire wire : revision.wires) {
            if (wire.testRule() != null) {
                shift(wire.testRule(), wire, percent, now);
            }
        }
    }

    /** Gives a revision all the production traffic. */
    void all(RevisionState revision, Instant now) {
        for (Wire wire : revision.wires) {
            if (wire.productionRule() != null) {
                shift(wire.productionRule(), wire, 100, now);
            }
        }
    }

    private void shift(String rule, Wire wire, double percent, Instant now) {
        // Weights are whole numbers up to 999; tenths of a percent need a scale of a thousand, as seen live (950/50).
        boolean whole = percent == Math.rint(percent);
        int mine = (int) Math.round(whole ? percent : percent * 10);
        int theirs = (whole ? 100 : 1000) - mine;
        var own = new TargetGroupTuple(wire.targetGroupArn(), mine);
        var other = new TargetGroupTuple(text(wire.idleGroupArn()), theirs);
        boolean ownFirst = wire.targetGroupArn().equals(wire.entry().targetGroupArn());
        balancing.forward(rule, ownFirst ? List.of(own, other) : List.of(other, own), now);
    }

    /** Of the production traffic, how much the rule as written gives to a revision's groups: 0, 100 or between. */
    double share(RevisionState revision) {
        double most = 0;
        for (Wire wire : revision.wires) {
            if (wire.productionRule() != null) {
                var weights = weights(wire.productionRule());
                double sum =
                        weights.values().stream().mapToInt(Integer::intValue).sum();
                most = Math.max(most, sum == 0 ? 0 : 100 * weights.getOrDefault(wire.targetGroupArn(), 0) / sum);
            }
        }
        return most;
    }

    static boolean isManaged(RevisionState revision) {
        return revision.wires.stream().anyMatch(wire -> wire.productionRule() != null);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
