package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.release.ServiceState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What turns log of a service: a line for each decision. */
final class TurnLog {
    private static final Logger LOG = LoggerFactory.getLogger(TurnLog.class);

    private TurnLog() {}

    static void tell(ServiceState state, String text) {
        LOG.atInfo()
                .addKeyValue("service", state.service())
                .addKeyValue("version", state.version())
                .log(text);
    }

    static void restless(ServiceState state) {
        LOG.atError().addKeyValue("service", state.service()).log("a turn did not come to rest; looking again later");
    }
}
