package dev.slipway.deployer.aws;

import dev.slipway.deployer.reconcile.port.Alarms;
import java.util.List;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** CloudWatch by the AWS SDK, reading alarms only. */
public final class CloudWatchAlarms implements Alarms {
    private static final String DESCRIBE_ALARMS = "cloudwatch:DescribeAlarms";

    private final CloudWatchClient cloudWatch;

    public CloudWatchAlarms(AwsClients clients) {
        this.cloudWatch = clients.cloudWatch();
    }

    @Override
    @Iam(DESCRIBE_ALARMS)
    public List<String> inAlarm(List<String> names) {
        // Without names AWS would answer with every alarm of the account.
        if (names.isEmpty()) {
            return List.of();
        }
        var answer = Calls.of(
                DESCRIBE_ALARMS,
                () -> cloudWatch.describeAlarms(request -> request.alarmNames(names)
                        .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)
                        .stateValue(StateValue.ALARM)
                        .maxRecords(100)));
        TreeSet<String> inAlarm = new TreeSet<>();
        answer.metricAlarms().stream().map(MetricAlarm::alarmName).forEach(inAlarm::add);
        answer.compositeAlarms().stream().map(CompositeAlarm::alarmName).forEach(inAlarm::add);
        return names.stream().filter(inAlarm::contains).toList();
    }
}
