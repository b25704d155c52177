package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.ServiceSpec;
import java.util.Optional;

/**
 * The configuration a release began with.
 *
 * @param templateText empty if the task definition comes from the live revision
 */
record Frozen(ServiceSpec spec, Optional<String> templateText) {}
