package dev.slipway.deployer.model;

import java.time.Instant;
import java.util.Optional;

/**
 * One version of an SSM parameter.
 *
 * @param by who wrote it, an ARN; empty where the call does not tell
 */
public record ParameterView(String name, String value, long version, Instant lastModified, Optional<String> by) {}
