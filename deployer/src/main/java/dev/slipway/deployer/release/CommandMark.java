package dev.slipway.deployer.release;

import java.time.Instant;

/**
 * The last version of a command parameter that was handled. The date tells a deleted and made-again parameter apart,
 * whose versions start at 1 once more.
 */
public record CommandMark(String parameter, long version, Instant lastModified) {}
