package dev.slipway.deployer.reconcile.port;

/** Telling the outside, through EventBridge (source {@code slipway}). Throws {@link PortFailure}. */
public interface Announcer {

    /**
     * PutEvents with one entry.
     *
     * @param detailType such as {@code Slipway Release State Change}
     * @param detail     JSON; carries an id by which a repetition is known
     */
    void announce(String detailType, String detail);
}
