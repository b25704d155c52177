package dev.slipway.deployer.reconcile.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.cloudwatch.PutMetricAlarm;
import dev.slipway.sandbox.model.cloudwatch.SetAlarmState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Alarms} keeps to. */
public abstract class AlarmsContract {
    protected abstract Alarms alarms();

    /** Asks the world behind the port. */
    protected abstract <R> R call(Call<R> call);

    @Test
    void tellsThoseThatAreInAlarmInTheOrderAsked() {
        alarm("contract-slow", "ALARM");
        alarm("contract-5xx", "ALARM");
        alarm("contract-calm", "OK");

        List<String> inAlarm =
                alarms().inAlarm(List.of("contract-slow", "contract-calm", "contract-5xx", "contract-nothing"));

        assertThat(inAlarm).containsExactly("contract-slow", "contract-5xx");
    }

    @Test
    void tellsNoneOfNone() {
        alarm("contract-other", "ALARM");

        List<String> inAlarm = alarms().inAlarm(List.of());

        assertThat(inAlarm).isEmpty();
    }

    private void alarm(String name, String state) {
        call(EcsStage.call(PutMetricAlarm.class, "{'alarmName': '" + name + "'}"));
        call(new SetAlarmState(name, state, "by hand", null));
    }
}
