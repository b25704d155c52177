package dev.slipway.deployer.reconcile.port;

import java.util.List;

/** CloudWatch alarms, reading only. Every method throws {@link PortFailure}. */
public interface Alarms {

    /** DescribeAlarms: those of these names, at most 100, that are in state ALARM, in the order asked. */
    List<String> inAlarm(List<String> names);
}
