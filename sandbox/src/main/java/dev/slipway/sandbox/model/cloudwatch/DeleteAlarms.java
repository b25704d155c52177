package dev.slipway.sandbox.model.cloudwatch;

import dev.slipway.sandbox.model.Call;
import java.util.List;

/** Deletes alarms. */
public record DeleteAlarms(List<String> alarmNames) implements Call<DeleteAlarms.Result> {
    public DeleteAlarms {
        alarmNames = alarmNames == null ? List.of() : List.copyOf(alarmNames);
    }
    /** What AWS answers. */
    public record Result() {}
}
