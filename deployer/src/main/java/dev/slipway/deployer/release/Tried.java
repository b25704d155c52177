package dev.slipway.deployer.release;

import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ReleaseId;
import java.util.Optional;

/**
 * The newest release that was tried and did not go live: what {@code retry} tries again.
 *
 * @param because why it ended as it did
 */
public record Tried(ReleaseId id, Image image, Trigger trigger, Optional<EndClass> because) {}
