package dev.slipway.deployer.simulation;

import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.reconcile.port.Journal.Item;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.release.ServiceState;

/** What a simulated process runs. */
interface Program {
    /** Starts its lines of execution on the process. */
    void start(SimulatedProcess process, Ports ports);

    /** Reads the one truth as it was written. */
    ServiceState state(Item item);

    /** The message by which it wakes itself up. */
    String wakeUp(ServiceName service, String token);
}
