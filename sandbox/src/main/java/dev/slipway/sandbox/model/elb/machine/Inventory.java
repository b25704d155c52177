package dev.slipway.sandbox.model.elb.machine;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Emitted.DataPlaneChanged;
import dev.slipway.sandbox.model.Identity;
import dev.slipway.sandbox.model.Ids;
import dev.slipway.sandbox.model.Outbox;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything there is, by ARN and in the order in which it was made. */
final class Inventory {
    final Map<String, BalancerState> balancers = new LinkedHashMap<>();
    final Map<String, TargetGroupState> groups = new LinkedHashMap<>();
    final Map<String, ListenerState> listeners = new LinkedHashMap<>();
    final Identity identity;
    final Ids ids;
    private final Outbox outbox;

    Inventory(Identity identity, Ids ids, Outbox outbox) {
        this.identity = identity;
        this.ids = ids;
        this.outbox = outbox;
    }

    void changed() {
        outbox.add(new DataPlaneChanged());
    }

    String arn(String resource) {
        return identity.arn("elasticloadbalancing", resource);
    }

    BalancerState balancer(String arn) {
        return there(
                balancers.get(arn),
                AwsRefusal.client("LoadBalancerNotFound", "Load balancers '[" + arn + "]' not found"));
    }

    TargetGroupState group(String arn) {
        return there(
                groups.get(arn), AwsRefusal.client("TargetGroupNotFound", "Target groups '" + arn + "' not found"));
    }

    ListenerState listener(String arn) {
        return there(listeners.get(arn), AwsRefusal.client("ListenerNotFound", "One or more listeners not found"));
    }

    ListenerState listenerOf(String ruleArn) {
        return there(
                listeners.values().stream()
                        .filter(listener -> listener.rules().stream().anyMatch(rule -> rule.arn.equals(ruleArn)))
                        .findFirst()
                        .orElse(null),
                AwsRefusal.client("RuleNotFound", "One or more rules not found"));
    }

    RuleState rule(String arn) {
        return listenerOf(arn).rules().stream()
                .filter(rule -> rule.arn.equals(arn))
                .findFirst()
                .orElseThrow();
    }

    Stream<RuleState> rules() {
        return listeners.values().stream().flatMap(listener -> listener.rules().stream());
    }

    /** Whether a rule names the group, with whatever weight: only then does the load balancer probe its targets. */
    boolean isUsed(String targetGroupArn) {
        return rules().anyMatch(rule -> rule.names(targetGroupArn));
    }

    private static <T> T there(@Nullable T found, AwsRefusal otherwise) {
        if (found == null) {
            throw otherwise;
        }
        return found;
    }
}
