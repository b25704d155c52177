package dev.slipway.demo.stage;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the account's things are called, and where AWS is.
 *
 * @param endpoint  of all services that are not {@code elsewhere}
 * @param accessKey the caller's; an emulator may take it for a name or for the account
 * @param elsewhere the endpoints of single services, by the names that the SDKs give these in their settings, for example
 *                  {@code SQS} and {@code EVENTBRIDGE}
 */
public record Names(String region, String endpoint, String accessKey, Map<String, String> elsewhere) {
    public static final String PREFIX = "slipway";
    public static final String CLUSTER = "main";
    public static final String TABLE = "slipway";
    public static final String QUEUE = "slipway-events";
    /** Takes what nobody could read. */
    public static final String DEAD_LETTERS = QUEUE + "-dlq";

    private static final String ENDPOINT = "AWS_ENDPOINT_URL";

    public Names {
        elsewhere = Map.copyOf(elsewhere);
    }

    /** All of AWS at one endpoint, asked by a caller named {@code sandbox}. */
    public Names(String region, String endpoint) {
        this(region, endpoint, "sandbox", Map.of());
    }

    public String deployerParameter() {
        return "/" + PREFIX + "/deployer";
    }

    /** Where a service is. */
    String endpointOf(String service) {
        return elsewhere.getOrDefault(service.replace(' ', '_').toUpperCase(Locale.ROOT), endpoint);
    }

    /** The environment by which any AWS SDK, {@code ./slipway}, and the {@code aws} command of either version find this AWS. */
    public Map<String, String> environment() {
        var environment = new TreeMap<>(Map.of(
                ENDPOINT,
                endpoint,
                "AWS_REGION",
                region,
                "AWS_DEFAULT_REGION",
                region,
                "AWS_ACCESS_KEY_ID",
                accessKey,
                "AWS_SECRET_ACCESS_KEY",
                accessKey,
                "SLIPWAY_PREFIX",
                PREFIX));
        elsewhere.forEach((service, other) -> environment.put(ENDPOINT + "_" + service, other));
        return Map.copyOf(environment);
    }
}
