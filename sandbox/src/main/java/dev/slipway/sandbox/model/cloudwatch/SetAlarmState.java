package dev.slipway.sandbox.model.cloudwatch;

import dev.slipway.sandbox.model.Call;
import org.jspecify.annotations.Nullable;

/** Sets an alarm's state by hand. */
public record SetAlarmState(
        String alarmName,
        String stateValue,
        String stateReason,
        @Nullable String stateReasonData) implements Call<SetAlarmState.Result> {
    /** What AWS answers. */
    public record Result() {}
}
