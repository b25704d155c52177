package dev.slipway.sandbox.model.elb.machine;

import static dev.slipway.sandbox.model.elb.DescribeDataPlane.TargetState.DRAINING;
import static dev.slipway.sandbox.model.elb.DescribeDataPlane.TargetState.HEALTHY;
import static dev.slipway.sandbox.model.elb.DescribeDataPlane.TargetState.INITIAL;
import static dev.slipway.sandbox.model.elb.DescribeDataPlane.TargetState.UNHEALTHY;
import static dev.slipway.sandbox.model.elb.DescribeDataPlane.TargetState.UNUSED;

import dev.slipway.sandbox.model.Agenda;
import dev.slipway.sandbox.model.Pace;
import dev.slipway.sandbox.model.elb.DescribeDataPlane;
import dev.slipway.sandbox.model.elb.TargetProbed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Registers, judges and drains targets, by the rules of ELB's user guide: one success makes a new target healthy,
 * thereafter the thresholds decide; a target that leaves drains for the group's deregistration delay.
 */
final class Targets {
    private final Inventory inventory;
    private final Agenda agenda;
    private final Pace pace;
    private final List<Consumer<Instant>> watchers = new ArrayList<>();

    Targets(Inventory inventory, Agenda agenda, Pace pace) {
        this.inventory = inventory;
        this.agenda = agenda;
        this.pace = pace;
    }

    void watch(Consumer<Instant> watcher) {
        watchers.add(watcher);
    }

    void register(TargetGroupState group, String id, int port, Instant now) {
        var present = group.target(id, port);
        if (present.isPresent() && !present.get().isDraining()) {
            return;
        }
        present.ifPresent(draining -> forget(group, draining));
        var target = new RegisteredTarget(id, port, INITIAL);
        group.targets.add(target);
        begin(group, target);
        tell(now);
    }

    private void begin(TargetGroupState group, RegisteredTarget target) {
        target.successes = 0;
        target.failures = 0;
        if (!inventory.isUsed(group.arn)) {
            set(
                    target,
                    UNUSED,
                    "Target.NotInUse",
                    "Target group is not configured to receive traffic from the load balancer");
        } else if (!group.shape.healthCheckEnabled()) {
            set(target, HEALTHY, "", "");
        } else {
            set(target, INITIAL, "Elb.RegistrationInProgress", "Target registration is in progress");
        }
    }

    private static void set(
            RegisteredTarget target, DescribeDataPlane.TargetState state, String reason, String detail) {
        target.state = state;
        target.reason = reason;
        target.detail = detail;
    }

    /** Lets a target drain; answers for how long it still serves what it has begun. */
    Duration deregister(TargetGroupState group, String id, int port, Instant now) {
        var found = group.target(id, port).filter(target -> !target.isDraining());
        if (found.isEmpty()) {
            return Duration.ZERO;
        }
        RegisteredTarget target = found.get();
        var delay = pace.of(group.deregistrationDelay());
        if (target.state == UNUSED || delay.isZero()) {
            forget(group, target);
            tell(now);
            return Duration.ZERO;
        }
        set(target, DRAINING, "Target.DeregistrationInProgress", "Target deregistration is in progress");
        target.drained = agenda.at(now.plus(delay), then -> {
            forget(group, target);
            tell(then);
        });
        tell(now);
        return delay;
    }

    private static void forget(TargetGroupState group, RegisteredTarget target) {
        group.targets.remove(target);
        if (target.drained != null) {
            target.drained.cancel();
        }
    }

    /** A group that a rule begins or ceases to name begins or ceases to be probed. */
    void usesMayHaveChanged(Instant now) {
        boolean changed = false;
        for (TargetGroupState group : inventory.groups.values()) {
            boolean used = inventory.isUsed(group.arn);
            for (RegisteredTarget target : group.targets) {
                if (!target.isDraining() && used == (target.state == UNUSED)) {
                    begin(group, target);
                    changed = true;
                }
            }
        }
        if (changed) {
            tell(now);
        }
    }

    TargetProbed.Judged probed(TargetProbed report, Instant now) {
        TargetGroupState group = inventory.groups.get(report.targetGroupArn());
        var target = group == null
                ? Optional.<RegisteredTarget>empty()
                : group.target(report.targetId(), report.port())
                        .filter(found -> !found.isDraining() && found.state != UNUSED)
                        .filter(found -> !confirms(report, found));
        if (group != null && target.isPresent()) {
            judge(group, target.get(), report, now);
        }
        return new TargetProbed.Judged(target.isPresent());
    }

    /** Most reports say what was known; they leave no trace, so that nothing depends on how many there were. */
    private static boolean confirms(TargetProbed report, RegisteredTarget target) {
        return report.ok()
                ? target.state == HEALTHY && target.failures == 0
                : target.state == UNHEALTHY && target.successes == 0 && target.detail.equals(report.reason());
    }

    private void judge(TargetGroupState group, RegisteredTarget target, TargetProbed report, Instant now) {
        target.successes = report.ok() ? target.successes + 1 : 0;
        target.failures = report.ok() ? 0 : target.failures + 1;
        int needed = target.state == INITIAL ? 1 : group.shape.healthyThresholdCount();
        if (report.ok() && target.state != HEALTHY && target.successes >= needed) {
            set(target, HEALTHY, "", "");
            tell(now);
        } else if (!report.ok() && target.failures >= group.shape.unhealthyThresholdCount()) {
            boolean news = target.state != UNHEALTHY;
            set(target, UNHEALTHY, code(report.reason()), report.reason());
            if (news) {
                tell(now);
            }
        }
    }

    /** ELB's reason code for what the checker says in ELB's words. */
    private static String code(String words) {
        if (words.contains("codes")) {
            return "Target.ResponseCodeMismatch";
        }
        return words.contains("timed out") ? "Target.Timeout" : "Target.FailedHealthChecks";
    }

    private void tell(Instant now) {
        inventory.changed();
        watchers.forEach(watcher -> watcher.accept(now));
    }
}
