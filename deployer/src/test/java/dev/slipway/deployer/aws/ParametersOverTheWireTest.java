package dev.slipway.deployer.aws;

import dev.slipway.deployer.reconcile.port.Parameters;
import dev.slipway.deployer.reconcile.port.ParametersContract;
import org.junit.jupiter.api.AfterAll;

class ParametersOverTheWireTest extends ParametersContract {
    private static final ServedSandbox SERVED = ServedSandbox.withoutQueues();

    @AfterAll
    static void close() {
        SERVED.close();
    }

    @Override
    protected Parameters parameters() {
        return new SsmParameters(SERVED.clients());
    }
}
