package dev.slipway.deployer.release;

/**
 * What became of a push.
 *
 * @param next   what is remembered from now on; the same object if nothing changed
 * @param reason one sentence for the log
 */
public record Admission(ServiceState next, String reason) {}
