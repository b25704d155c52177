package dev.slipway.deployer.release;

import dev.slipway.deployer.model.Digest;
import java.time.Instant;

/**
 * A tag came to name a digest.
 *
 * @param at when: the event's time, or ECR's imagePushedAt, or when the sweep first saw it
 */
public record Push(String repository, String tag, Digest digest, Instant at) {}
