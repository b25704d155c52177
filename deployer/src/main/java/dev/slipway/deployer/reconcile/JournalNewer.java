package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.problem.Problem;
import dev.slipway.deployer.problem.Problems;
import dev.slipway.deployer.release.ServiceState;
import java.time.Instant;

/** A newer version of Slipway wrote this service's memory; this one leaves it alone. */
public final class JournalNewer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ServiceName service;
    private final int schema;

    private JournalNewer(ServiceName service, int schema, String message) {
        super(message, null, false, false);
        this.service = service;
        this.schema = schema;
    }

    /** What is told of it, with the instant of the next look. */
    Problem problem(Instant retryAt) {
        return Problems.journalNewer(service, schema, ServiceState.SCHEMA, retryAt);
    }

    /** The service whose memory it is. */
    ServiceName service() {
        return service;
    }

    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }

    static JournalNewer of(ServiceName service, int schema) {
        return new JournalNewer(
                service,
                schema,
                "the memory of service '" + service + "' has schema " + schema
                        + ", written by a newer version of Slipway; this version leaves the service to it");
    }
}
