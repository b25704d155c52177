package dev.slipway.sandbox.model.ecr;

import dev.slipway.sandbox.model.Acknowledged;
import dev.slipway.sandbox.model.Call;

/**
 * Reported when the registry listens: from now on repositories are told to be there.
 *
 * @param host with port, such as {@code 127.0.0.1:4566}
 */
public record RegistryOpened(String host) implements Call<Acknowledged> {}
