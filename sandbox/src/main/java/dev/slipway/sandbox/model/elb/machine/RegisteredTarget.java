package dev.slipway.sandbox.model.elb.machine;

import dev.slipway.sandbox.model.Agenda.Appointment;
import dev.slipway.sandbox.model.elb.DescribeDataPlane;
import org.jspecify.annotations.Nullable;

/** A registered target. */
final class RegisteredTarget {
    final String id;
    final int port;
    DescribeDataPlane.TargetState state;
    String reason = "";
    String detail = "";
    int successes;
    int failures;

    @Nullable
    Appointment drained;

    RegisteredTarget(String id, int port, DescribeDataPlane.TargetState state) {
        this.id = id;
        this.port = port;
        this.state = state;
    }

    boolean is(String id, int port) {
        return this.id.equals(id) && this.port == port;
    }

    boolean isDraining() {
        return state == DescribeDataPlane.TargetState.DRAINING;
    }
}
