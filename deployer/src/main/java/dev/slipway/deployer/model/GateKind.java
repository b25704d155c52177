package dev.slipway.deployer.model;

/** Where a release is judged: each is one PAUSE hook of the deployment. In the order in which they are met. */
public enum GateKind {
    /** Green has all test traffic and no production traffic. */
    TEST("POST_TEST_TRAFFIC_SHIFT"),
    /** Before each step of production traffic of a canary or linear deployment. */
    STEP("PRE_PRODUCTION_TRAFFIC_SHIFT"),
    /** Green has all production traffic, before the bake. */
    PRODUCTION("POST_PRODUCTION_TRAFFIC_SHIFT");

    private final String lifecycleStage;

    GateKind(String lifecycleStage) {
        this.lifecycleStage = lifecycleStage;
    }

    /** ECS's name of the lifecycle stage at which the hook stands. */
    public String lifecycleStage() {
        return lifecycleStage;
    }

    /** In lower case, as in the service file. */
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
