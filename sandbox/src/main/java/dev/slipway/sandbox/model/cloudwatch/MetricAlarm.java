package dev.slipway.sandbox.model.cloudwatch;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An alarm as AWS shows it. */
public record MetricAlarm(
        String alarmName,
        String alarmArn,
        @Nullable String alarmDescription,
        Instant alarmConfigurationUpdatedTimestamp,
        boolean actionsEnabled,
        List<String> oKActions,
        List<String> alarmActions,
        List<String> insufficientDataActions,
        String stateValue,
        String stateReason,
        @Nullable String stateReasonData,
        Instant stateUpdatedTimestamp,
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
        Instant stateTransitionedTimestamp) {
    public MetricAlarm {
        oKActions = oKActions == null ? List.of() : List.copyOf(oKActions);
        alarmActions = alarmActions == null ? List.of() : List.copyOf(alarmActions);
        insufficientDataActions = insufficientDataActions == null ? List.of() : List.copyOf(insufficientDataActions);
        dimensions = dimensions == null ? List.of() : List.copyOf(dimensions);
    }
}
