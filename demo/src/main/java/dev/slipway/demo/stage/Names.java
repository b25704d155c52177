package dev.slipway.demo.stage;

import java.util.Map;

/** What the account's things are called, and where AWS is. */
public record Names(String region, String endpoint) {
    public static final String PREFIX = "slipway";
    public static final String CLUSTER = "main";
    public static final String TABLE = "slipway";
    public static final String QUEUE = "slipway-events";
    /** Takes what nobody could read. */
    public static final String DEAD_LETTERS = QUEUE + "-dlq";

    public String deployerParameter() {
        return "/" + PREFIX + "/deployer";
    }

    /** The environment by which any AWS SDK, {@code ./slipway}, and the {@code aws} command of either version find this AWS. */
    public Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL", endpoint,
                "AWS_REGION", region,
                "AWS_DEFAULT_REGION", region,
                "AWS_ACCESS_KEY_ID", "sandbox",
                "AWS_SECRET_ACCESS_KEY", "sandbox",
                "SLIPWAY_PREFIX", PREFIX);
    }
}
