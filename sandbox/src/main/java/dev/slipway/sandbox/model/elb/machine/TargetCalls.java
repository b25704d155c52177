package dev.slipway.sandbox.model.elb.machine;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Handlers;
import dev.slipway.sandbox.model.elb.DeregisterTargets;
import dev.slipway.sandbox.model.elb.DescribeTargetHealth;
import dev.slipway.sandbox.model.elb.RegisterTargets;
import dev.slipway.sandbox.model.elb.TargetDescription;
import dev.slipway.sandbox.model.elb.TargetHealth;
import dev.slipway.sandbox.model.elb.TargetHealthDescription;
import dev.slipway.sandbox.model.elb.TargetProbed;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The calls about targets. */
final class TargetCalls {
    private final Inventory inventory;
    private final Targets targets;

    TargetCalls(Inventory inventory, Targets targets) {
        this.inventory = inventory;
        this.targets = targets;
    }

    void register(Handlers handlers) {
        handlers.on(RegisterTargets.class, this::register);
        handlers.on(DeregisterTargets.class, this::deregister);
        handlers.on(DescribeTargetHealth.class, this::health);
        handlers.on(TargetProbed.class, targets::probed);
    }

    private RegisterTargets.Result register(RegisterTargets call, Instant now) {
        var group = inventory.group(call.targetGroupArn());
        for (TargetDescription target : call.targets()) {
            targets.register(group, target.id(), port(group, target), now);
        }
        return new RegisterTargets.Result();
    }

    private DeregisterTargets.Result deregister(DeregisterTargets call, Instant now) {
        var group = inventory.group(call.targetGroupArn());
        for (TargetDescription target : call.targets()) {
            if (group.target(target.id(), port(group, target)).isEmpty()) {
                throw AwsRefusal.client("InvalidTarget", "The target '" + target.id() + "' is not registered");
            }
            targets.deregister(group, target.id(), port(group, target), now);
        }
        return new DeregisterTargets.Result();
    }

    private DescribeTargetHealth.Result health(DescribeTargetHealth call, Instant now) {
        var group = inventory.group(call.targetGroupArn());
        Stream<TargetHealthDescription> answer = call.targets().isEmpty()
                ? group.targets.stream().map(target -> shown(group, target))
                : call.targets().stream()
                        .map(asked -> group.target(asked.id(), port(group, asked))
                                .map(target -> shown(group, target))
                                .orElseGet(() -> unknown(group, asked)));
        return new DescribeTargetHealth.Result(answer.toList());
    }

    private static int port(TargetGroupState group, TargetDescription target) {
        return target.port() == null ? group.shape.port() : target.port();
    }

    private static TargetHealthDescription shown(TargetGroupState group, RegisteredTarget target) {
        return new TargetHealthDescription(
                new TargetDescription(target.id, target.port, null),
                checkPort(group, target.port),
                new TargetHealth(
                        target.state.name().toLowerCase(Locale.ROOT), orNull(target.reason), orNull(target.detail)));
    }

    private static TargetHealthDescription unknown(TargetGroupState group, TargetDescription asked) {
        return new TargetHealthDescription(
                asked,
                checkPort(group, port(group, asked)),
                new TargetHealth("unused", "Target.NotRegistered", "Target is not registered to the target group"));
    }

    private static String checkPort(TargetGroupState group, int port) {
        String configured = group.shape.healthCheckPort();
        return Objects.equals(configured, "traffic-port") ? Integer.toString(port) : configured;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
