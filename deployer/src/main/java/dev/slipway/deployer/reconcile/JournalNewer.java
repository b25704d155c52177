package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.ServiceName;

/** A newer version of Slipway wrote this service's memory; this one leaves it alone. */
public final class JournalNewer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private JournalNewer(String message) {
        super(message, null, false, false);
    }

    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }

    static JournalNewer of(ServiceName service, int schema) {
        return new JournalNewer("the memory of service '" + service + "' has schema " + schema
                + ", written by a newer version of Slipway; this version leaves the service to it");
    }
}
