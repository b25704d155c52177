package dev.slipway.deployer.simulation;

/** The process ended at this very port call, as by SIGKILL. No catch of exceptions catches it. */
final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed() {
        super("killed", null, false, false);
    }
}
