package dev.slipway.sandbox.model.cloudwatch.machine;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Handlers;
import dev.slipway.sandbox.model.Identity;
import dev.slipway.sandbox.model.Part;
import dev.slipway.sandbox.model.cloudwatch.DeleteAlarms;
import dev.slipway.sandbox.model.cloudwatch.DescribeAlarms;
import dev.slipway.sandbox.model.cloudwatch.MetricAlarm;
import dev.slipway.sandbox.model.cloudwatch.PutMetricAlarm;
import dev.slipway.sandbox.model.cloudwatch.SetAlarmState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** CloudWatch's alarms. */
public final class Alarms implements Part {
    private final Identity identity;
    private final TreeMap<String, MetricAlarm> byName = new TreeMap<>();
    private final List<Consumer<Instant>> watchers = new ArrayList<>();

    public Alarms(Identity identity) {
        this.identity = identity;
    }

    /** Says who wants to know when an alarm's state changes. */
    public void watch(Consumer<Instant> watcher) {
        watchers.add(watcher);
    }

    /** Those of the named alarms that are in ALARM, in the order given. */
    public List<String> inAlarm(List<String> names) {
        return names.stream()
                .filter(name -> Optional.ofNullable(byName.get(name))
                        .map(MetricAlarm::stateValue)
                        .filter("ALARM"::equals)
                        .isPresent())
                .toList();
    }

    @Override
    public void register(Handlers handlers) {
        handlers.on(PutMetricAlarm.class, this::put);
        handlers.on(DescribeAlarms.class, this::describe);
        handlers.on(SetAlarmState.class, this::set);
        handlers.on(DeleteAlarms.class, this::delete);
    }

    @Override
    public void advanceTo(Instant now) {
        // Alarms change only by hand.
    }

    @Override
    public Optional<Instant> nextDue() {
        return Optional.empty();
    }

    private PutMetricAlarm.Result put(PutMetricAlarm call, Instant now) {
        var old = byName.get(call.alarmName());
        var alarm = new MetricAlarm(
                call.alarmName(),
                identity.arn("cloudwatch", "alarm:" + call.alarmName()),
                call.alarmDescription(),
                now,
                call.actionsEnabled() == null || call.actionsEnabled(),
                call.oKActions(),
                call.alarmActions(),
                call.insufficientDataActions(),
                old == null ? "INSUFFICIENT_DATA" : old.stateValue(),
                old == null ? "Unchecked: Initial alarm creation" : old.stateReason(),
                old == null ? null : old.stateReasonData(),
                old == null ? now : old.stateUpdatedTimestamp(),
                call.metricName(),
                call.namespace(),
                call.statistic(),
                call.extendedStatistic(),
                call.dimensions(),
                call.period(),
                call.unit(),
                call.evaluationPeriods(),
                call.datapointsToAlarm(),
                call.threshold(),
                call.comparisonOperator(),
                call.treatMissingData(),
                old == null ? now : old.stateTransitionedTimestamp());
        byName.put(call.alarmName(), alarm);
        return new PutMetricAlarm.Result();
    }

    private DescribeAlarms.Result describe(DescribeAlarms call, Instant now) {
        var found = byName.values().stream()
                .filter(alarm ->
                        call.alarmNames().isEmpty() || call.alarmNames().contains(alarm.alarmName()))
                .filter(alarm -> matches(call.alarmNamePrefix(), alarm.alarmName()))
                .filter(alarm -> call.stateValue() == null || call.stateValue().equals(alarm.stateValue()))
                .toList();
        return new DescribeAlarms.Result(found, List.of(), null);
    }

    private static boolean matches(@Nullable String prefix, String name) {
        return prefix == null || name.startsWith(prefix);
    }

    private SetAlarmState.Result set(SetAlarmState call, Instant now) {
        var old = byName.get(call.alarmName());
        if (old == null) {
            throw AwsRefusal.client("ResourceNotFound", "Alarm '" + call.alarmName() + "' does not exist");
        }
        if (!List.of("OK", "ALARM", "INSUFFICIENT_DATA").contains(call.stateValue())) {
            throw AwsRefusal.client(
                    "ValidationError",
                    "'" + call.stateValue() + "' is no alarm state; it is one of OK, ALARM, INSUFFICIENT_DATA");
        }
        byName.put(call.alarmName(), withState(old, call, now));
        watchers.forEach(watcher -> watcher.accept(now));
        return new SetAlarmState.Result();
    }

    private static MetricAlarm withState(MetricAlarm old, SetAlarmState call, Instant now) {
        return new MetricAlarm(
                old.alarmName(),
                old.alarmArn(),
                old.alarmDescription(),
                old.alarmConfigurationUpdatedTimestamp(),
                old.actionsEnabled(),
                old.oKActions(),
                old.alarmActions(),
                old.insufficientDataActions(),
                call.stateValue(),
                call.stateReason(),
                call.stateReasonData(),
                now,
                old.metricName(),
                old.namespace(),
                old.statistic(),
                old.extendedStatistic(),
                old.dimensions(),
                old.period(),
                old.unit(),
                old.evaluationPeriods(),
                old.datapointsToAlarm(),
                old.threshold(),
                old.comparisonOperator(),
                old.treatMissingData(),
                old.stateValue().equals(call.stateValue()) ? old.stateTransitionedTimestamp() : now);
    }

    private DeleteAlarms.Result delete(DeleteAlarms call, Instant now) {
        for (String name : call.alarmNames()) {
            if (!byName.containsKey(name)) {
                throw AwsRefusal.client("ResourceNotFound", "Alarm '" + name + "' does not exist");
            }
        }
        call.alarmNames().forEach(byName::remove);
        return new DeleteAlarms.Result();
    }
}
