package dev.slipway.deployer.release;

import java.time.Instant;

/**
 * The highest order of pushes considered under one tag policy. Never goes down.
 *
 * @param policy as written in the service file
 * @param digest that push's; empty at first sight
 */
public record OrderMark(String policy, Instant at, String tag, String digest) {}
