package dev.slipway.app;

import java.util.Map;

/**
 * What the environment says about this run of the app.
 *
 * @param host    the address listened on: {@code HOST}, all addresses if unset
 * @param port    the port listened on: {@code PORT}, 0 to 65535, 0 means any free one; 8080 if unset
 * @param version what this build calls itself: {@code APP_VERSION}, {@code dev} if unset
 * @param digest  the running image, as the deployer wrote it into the task: {@code SLIPWAY_IMAGE_DIGEST}, may be empty
 * @param tag     the tag it was released under: {@code SLIPWAY_IMAGE_TAG}, may be empty
 * @param release the release that runs it: {@code SLIPWAY_RELEASE}, may be empty
 */
public record Settings(String host, int port, String version, String digest, String tag, String release, Fault fault) {

    /**
     * Reads the environment.
     *
     * @throws IllegalArgumentException if {@code PORT} is no port or {@code FAULT} no fault
     */
    public static Settings parse(Map<String, String> environment) {
        return new Settings(
                environment.getOrDefault("HOST", "0.0.0.0"),
                port(environment.getOrDefault("PORT", "8080")),
                environment.getOrDefault("APP_VERSION", "dev"),
                environment.getOrDefault("SLIPWAY_IMAGE_DIGEST", ""),
                environment.getOrDefault("SLIPWAY_IMAGE_TAG", ""),
                environment.getOrDefault("SLIPWAY_RELEASE", ""),
                Fault.parse(environment));
    }

    private static int port(String written) {
        if (!written.matches("\\d{1,5}") || Integer.parseInt(written) > 65535) {
            throw new IllegalArgumentException(
                    "PORT is '" + written + "'; it must be a number from 0 (any free port) to 65535");
        }
        return Integer.parseInt(written);
    }
}
