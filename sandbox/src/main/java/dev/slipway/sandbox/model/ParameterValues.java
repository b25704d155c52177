package dev.slipway.sandbox.model;

import java.util.Optional;

/** The parameters that one part looks up in another by their names. */
@FunctionalInterface
public interface ParameterValues {

    /**
     * What a parameter says now.
     *
     * @param nameOrArn its name or ARN, with {@code :version} or {@code :label} if another than the latest is meant
     * @return empty if there is none
     */
    Optional<String> valueOf(String nameOrArn);
}
