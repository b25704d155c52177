package dev.slipway.deployer.reconcile.port;

/** Values that must not be written down anywhere. Throws {@link PortFailure}. */
public interface Secrets {

    /**
     * The value behind a reference; never to be logged or stored.
     *
     * @param reference {@code ssm:<parameter>} or {@code secretsmanager:<name of a secret>}
     */
    String reveal(String reference);
}
