package dev.slipway.sandbox.model.ecr;

import dev.slipway.sandbox.model.Acknowledged;
import dev.slipway.sandbox.model.Call;

/** Reported by the registry: it has the bytes of a layer or configuration that was uploaded to the repository. */
public record LayerStored(String repositoryName, String digest, long sizeBytes) implements Call<Acknowledged> {}
