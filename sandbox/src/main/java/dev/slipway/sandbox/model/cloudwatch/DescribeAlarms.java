package dev.slipway.sandbox.model.cloudwatch;

import dev.slipway.sandbox.model.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads alarms by name, prefix or state; none of them means all. */
public record DescribeAlarms(
        List<String> alarmNames,
        @Nullable String alarmNamePrefix,
        List<String> alarmTypes,
        @Nullable String stateValue,
        @Nullable Integer maxRecords,
        @Nullable String nextToken)
        implements Call<DescribeAlarms.Result> {
    public DescribeAlarms {
        alarmNames = alarmNames == null ? List.of() : List.copyOf(alarmNames);
        alarmTypes = alarmTypes == null ? List.of() : List.copyOf(alarmTypes);
    }
    /** What AWS answers. */
    public record Result(
            List<MetricAlarm> metricAlarms,
            List<String> compositeAlarms,
            @Nullable String nextToken) {
        public Result {
            metricAlarms = metricAlarms == null ? List.of() : List.copyOf(metricAlarms);
            compositeAlarms = compositeAlarms == null ? List.of() : List.copyOf(compositeAlarms);
        }
    }
}
