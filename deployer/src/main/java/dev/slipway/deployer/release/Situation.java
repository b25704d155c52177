package dev.slipway.deployer.release;

import dev.slipway.deployer.model.ServiceSpec;

/**
 * Everything a decision may use.
 *
 * @param spec     the configuration the release froze
 * @param state    what is remembered of the service
 * @param release  the one to decide about
 * @param facts    what was seen of the world
 * @param newToken a fresh token, for a smoke run if one is claimed
 * @param lease    of smoke runs
 */
public record Situation(
        ServiceSpec spec, ServiceState state, Release release, Facts facts, String newToken, Lease lease) {}
