package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.ServiceSpec;
import java.util.Optional;

/**
 * What a service is configured to be.
 *
 * @param spec       empty if it was removed and nothing is known of what it was
 * @param wasRemoved whether its file is gone: what is under way goes on, nothing new starts by itself
 */
record Configured(Optional<ServiceSpec> spec, boolean wasRemoved) {

    /** As its file says now; empty if there is none. */
    Optional<ServiceSpec> inForce() {
        return wasRemoved ? Optional.empty() : spec;
    }
}
