package dev.slipway.deployer.smoke;

import dev.slipway.deployer.reconcile.port.GateCheck;
import dev.slipway.deployer.reconcile.port.GateCheckContract;
import dev.slipway.deployer.system.SystemClock;
import dev.slipway.smoke.Wiring;
import dev.slipway.smoke.run.RunListener;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;

/** The library, against an application that answers over HTTP. */
class SmokeGateCheckContractTest extends GateCheckContract {
    private final StubApp app = new StubApp();

    @AfterEach
    void close() {
        app.close();
    }

    @Override
    protected GateCheck check(boolean isGood) {
        app.with(isGood ? "/healthz" : "/elsewhere", "{}");
        return new SmokeGateCheck(
                Wiring.runner(),
                RunListener.none(),
                reference -> reference,
                new SystemClock(Clock.systemUTC(), System::nanoTime));
    }

    @Override
    protected String url() {
        return app.url();
    }
}
