package dev.slipway.deployer.reconcile.port;

import dev.slipway.deployer.model.ServiceName;
import java.time.Duration;

/** Messages to ourselves that say "look again" later. Every method throws {@link PortFailure}. */
public interface WakeUps {

    /**
     * Sends one to the work queue.
     *
     * @param token which wake-up chain it belongs to; empty for one that founds none
     * @param delay 0 to 900 s
     */
    void send(ServiceName service, String token, Duration delay);
}
