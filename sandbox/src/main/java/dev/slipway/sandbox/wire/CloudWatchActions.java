package dev.slipway.sandbox.wire;

import dev.slipway.sandbox.model.cloudwatch.DeleteAlarms;
import dev.slipway.sandbox.model.cloudwatch.DescribeAlarms;
import dev.slipway.sandbox.model.cloudwatch.PutMetricAlarm;
import dev.slipway.sandbox.model.cloudwatch.SetAlarmState;
import java.util.List;
import java.util.Set;

/** What of CloudWatch is modelled. */
final class CloudWatchActions {
    private CloudWatchActions() {}

    static Api api() {
        return new Api(
                new Api.Names(
                        "monitoring",
                        "GraniteServiceVersion20100801",
                        "2010-08-01",
                        "http://monitoring.amazonaws.com/doc/2010-08-01/"),
                Mappers.PASCAL,
                List.of(DeleteAlarms.class, DescribeAlarms.class, PutMetricAlarm.class, SetAlarmState.class),
                Set.of());
    }
}
