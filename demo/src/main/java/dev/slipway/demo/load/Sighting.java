package dev.slipway.demo.load;

import java.time.Instant;

/**
 * What users saw of one version.
 *
 * @param version what the answers' {@code App-Version} said; {@code unknown} for answers without it
 * @param answers how many, good or bad; at least one
 */
public record Sighting(String version, long answers, Instant first, Instant last) {}
