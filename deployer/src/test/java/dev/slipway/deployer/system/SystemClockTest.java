package dev.slipway.deployer.system;

import dev.slipway.deployer.reconcile.port.Clock;
import dev.slipway.deployer.reconcile.port.ClockContract;
import java.time.Duration;

class SystemClockTest extends ClockContract {
    @Override
    protected Clock clock() {
        return new SystemClock(java.time.Clock.systemUTC(), System::nanoTime);
    }

    @Override
    protected void pass(Duration time) {
        Duration until = clock().monotonic().plus(time).plusMillis(1);
        while (clock().monotonic().compareTo(until) < 0) {
            Thread.onSpinWait();
        }
    }
}
