package dev.slipway.sandbox.model.elb.machine;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.elb.Action;
import dev.slipway.sandbox.model.elb.DescribeDataPlane;
import dev.slipway.sandbox.model.elb.FixedResponseConfig;
import dev.slipway.sandbox.model.elb.ForwardConfig;
import dev.slipway.sandbox.model.elb.RedirectConfig;
import dev.slipway.sandbox.model.elb.TargetGroupStickinessConfig;
import dev.slipway.sandbox.model.elb.TargetGroupTuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What ELB does with the actions it is given: checks, completes and reads them. */
final class Actions {
    private Actions() {}

    /**
     * The actions as ELB gives them back.
     *
     * @throws AwsRefusal if there is not exactly one, its kind is not modelled, or a group is unknown
     */
    static List<Action> checked(List<Action> actions, Predicate<String> isGroup) {
        if (actions.size() != 1) {
            throw AwsRefusal.client(
                    "InvalidLoadBalancerAction",
                    "Exactly one action of type forward, fixed-response or redirect is modelled per rule, not "
                            + actions.size());
        }
        Action action = actions.get(0);
        return List.of(
                switch (action.type()) {
                    case "forward" -> forward(action, isGroup);
                    case "fixed-response", "redirect" -> action;
                    default ->
                        throw AwsRefusal.client(
                                "InvalidLoadBalancerAction",
                                "The action type '" + action.type()
                                        + "' is not modelled; use forward, fixed-response or redirect");
                });
    }

    private static Action forward(Action action, Predicate<String> isGroup) {
        ForwardConfig config = config(action);
        for (TargetGroupTuple group : config.targetGroups()) {
            if (!isGroup.test(group.targetGroupArn())) {
                throw AwsRefusal.client(
                        "TargetGroupNotFound", "Target groups '" + group.targetGroupArn() + "' not found");
            }
        }
        return forward(config, action.order());
    }

    private static ForwardConfig config(Action action) {
        var groups = action.forwardConfig() == null
                ? List.<TargetGroupTuple>of()
                : action.forwardConfig().targetGroups();
        if (groups.isEmpty()) {
            if (action.targetGroupArn() == null) {
                throw AwsRefusal.client("ValidationError", "A target group ARN must be specified");
            }
            groups = List.of(new TargetGroupTuple(action.targetGroupArn(), 1));
        }
        return new ForwardConfig(groups.stream().map(Actions::weighted).toList(), stickiness(action));
    }

    private static TargetGroupTuple weighted(TargetGroupTuple group) {
        int weight = group.weight() == null ? 1 : group.weight();
        if (weight < 0 || weight > 999) {
            throw AwsRefusal.client(
                    "ValidationError", "The weight '" + weight + "' is not valid; it must be from 0 to 999");
        }
        return new TargetGroupTuple(group.targetGroupArn(), weight);
    }

    private static TargetGroupStickinessConfig stickiness(Action action) {
        var config =
                action.forwardConfig() == null ? null : action.forwardConfig().targetGroupStickinessConfig();
        if (config != null && Boolean.TRUE.equals(config.enabled())) {
            throw AwsRefusal.notModelled(
                    "The sandbox does not model stickiness: TargetGroupStickinessConfig.Enabled may"
                            + " be false only.");
        }
        return config == null || config.enabled() == null
                ? new TargetGroupStickinessConfig(false, config == null ? null : config.durationSeconds())
                : config;
    }

    /** A forward action as ELB shows it: the single group's ARN is repeated at the action. */
    static Action forward(ForwardConfig config, @Nullable Integer order) {
        var groups = config.targetGroups();
        return new Action(
                "forward", groups.size() == 1 ? groups.get(0).targetGroupArn() : null, order, null, null, config);
    }

    /** The groups the actions forward to with their weights, in order; empty if they do not forward. */
    static Map<String, Integer> groups(List<Action> actions) {
        var groups = new LinkedHashMap<String, Integer>();
        for (Action action : actions) {
            if (action.forwardConfig() != null) {
                action.forwardConfig()
                        .targetGroups()
                        .forEach(group ->
                                groups.put(group.targetGroupArn(), Objects.requireNonNullElse(group.weight(), 1)));
            }
        }
        return groups;
    }

    /** The action as the data plane needs it. */
    static DescribeDataPlane.Action forDataPlane(List<Action> actions) {
        Action action = actions.get(0);
        FixedResponseConfig fixed = action.fixedResponseConfig();
        RedirectConfig redirect = action.redirectConfig();
        if (fixed != null) {
            return new DescribeDataPlane.Action.FixedResponse(
                    Integer.parseInt(fixed.statusCode()), or(fixed.contentType(), ""), or(fixed.messageBody(), ""));
        }
        if (redirect != null) {
            return new DescribeDataPlane.Action.Redirect(
                    "HTTP_301".equals(redirect.statusCode()) ? 301 : 302,
                    or(redirect.protocol(), "#{protocol}"),
                    or(redirect.host(), "#{host}"),
                    or(redirect.port(), "#{port}"),
                    or(redirect.path(), "/#{path}"),
                    or(redirect.query(), "#{query}"));
        }
        return new DescribeDataPlane.Action.Forward(groups(actions).entrySet().stream()
                .map(group -> new DescribeDataPlane.WeightedGroup(group.getKey(), group.getValue()))
                .toList());
    }

    private static String or(@Nullable String value, String fallback) {
        return value == null ? fallback : value;
    }
}
