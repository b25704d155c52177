package dev.slipway.sandbox.model.ecs.machine;

import dev.slipway.sandbox.model.Agenda.Appointment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One visit of a PAUSE hook. */
final class HookVisit {
    static final String AWAITING = "AWAITING_ACTION";

    final String id;
    final Stage stage;
    final Instant expiresAt;
    final String timeoutAction;
    String status = AWAITING;

    @Nullable
    Appointment expiry;

    HookVisit(String id, Stage stage, Instant expiresAt, String timeoutAction) {
        this.id = id;
        this.stage = stage;
        this.expiresAt = expiresAt;
        this.timeoutAction = timeoutAction;
    }

    boolean isAwaiting() {
        return status.equals(AWAITING);
    }

    void end(String status) {
        this.status = status;
        if (expiry != null) {
            expiry.cancel();
        }
    }
}
