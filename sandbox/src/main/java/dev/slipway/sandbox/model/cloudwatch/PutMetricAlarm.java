package dev.slipway.sandbox.model.cloudwatch;

import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes or replaces an alarm; no metric is ever evaluated, its state is set by hand. */
public record PutMetricAlarm(
        String alarmName,
        @Nullable String alarmDescription,
        @Nullable Boolean actionsEnabled,
        List<String> oKActions,
        List<String> alarmActions,
        List<String> insufficientDataActions,
        @Nullable String metricName,
        @Nullable String namespace,
        @Nullable String statistic,
        @Nullable String extendedStatistic,
        List<Dimension> dimensions,
        @Nullable Integer period,
        @Nullable String unit,
        @Nullable Integer evaluationPeriods,
        @Nullable Integer datapointsToAlarm,
        @Nullable Double threshold,
        @Nullable String comparisonOperator,
        @Nullable String treatMissingData,
        List<Tag> tags)
        implements Call<PutMetricAlarm.Result> {
    public PutMetricAlarm {
        oKActions = oKActions == null ? List.of() : List.copyOf(oKActions);
        alarmActions = alarmActions == null ? List.of() : List.copyOf(alarmActions);
        insufficientDataActions = insufficientDataActions == null ? List.of() : List.copyOf(insufficientDataActions);
        dimensions = dimensions == null ? List.of() : List.copyOf(dimensions);
        tags = tags == null ? List.of() : List.copyOf(tags);
    }
    /** What AWS answers. */
    public record Result() {}
}
