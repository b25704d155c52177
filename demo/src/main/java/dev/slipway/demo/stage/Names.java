package dev.slipway.demo.stage;

import java.util.Map;

/** What things are called, and where they are. */
public record Names(String region, String endpoint, int productionPort, int testPort) {
    public static final String PREFIX = "slipway";
    public static final String SERVICE = "todo";
    public static final String CLUSTER = "main";
    public static final String REPOSITORY = "todo";
    public static final String TABLE = "slipway";
    public static final String QUEUE = "slipway-events";
    public static final String CONTAINER = "app";
    public static final int CONTAINER_PORT = 8080;
    /** The name users know the service by. */
    public static final String HOST = "todo.example.com";

    /** Where users ask. */
    public String production() {
        return "http://127.0.0.1:" + productionPort;
    }

    public String commandParameter() {
        return "/" + PREFIX + "/command/" + SERVICE;
    }

    public String adminParameter() {
        return "/" + PREFIX + "/admin/" + SERVICE;
    }

    public String deployerParameter() {
        return "/" + PREFIX + "/deployer";
    }

    /** The environment by which any AWS SDK, and {@code ./slipway}, finds this AWS. */
    public Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL", endpoint,
                "AWS_REGION", region,
                "AWS_ACCESS_KEY_ID", "sandbox",
                "AWS_SECRET_ACCESS_KEY", "sandbox",
                "SLIPWAY_PREFIX", PREFIX);
    }
}
