package dev.slipway.deployer.aws;

import dev.slipway.deployer.reconcile.port.Alarms;
import dev.slipway.deployer.reconcile.port.AlarmsContract;
import dev.slipway.sandbox.model.Call;
import org.junit.jupiter.api.AfterAll;

class AlarmsOverTheWireTest extends AlarmsContract {
    private static final ServedSandbox SERVED = ServedSandbox.withoutQueues();

    @AfterAll
    static void close() {
        SERVED.close();
    }

    @Override
    protected Alarms alarms() {
        return new CloudWatchAlarms(SERVED.clients());
    }

    @Override
    protected <R> R call(Call<R> call) {
        return SERVED.call(call);
    }
}
