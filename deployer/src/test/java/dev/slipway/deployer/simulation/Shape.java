package dev.slipway.deployer.simulation;

import dev.slipway.deployer.model.GateKind;

/** What kind of service it is: how ECS brings a new revision into production, and what can be asked at its gates. */
enum Shape {
    /** All production traffic at once. */
    BLUE_GREEN,
    /** A tenth of production traffic first, with a gate before each step. */
    CANARY,
    /** Production traffic in two steps, with a gate before each. */
    LINEAR,
    /** Batch by batch on one target group, without gates. */
    ROLLING,
    /** Nobody can send it a request: its gate asks whether its tasks run for a while. */
    WORKER,
    /** Nobody can send it a request: its gate runs a command of the image. */
    CHECKED;

    boolean hasGates() {
        return this != ROLLING;
    }

    boolean hasLoadBalancer() {
        return this != WORKER && this != CHECKED;
    }

    boolean hasSteps() {
        return this == CANARY || this == LINEAR;
    }

    /** Whether an image of this quality passes all gates that such a service can have. */
    boolean lets(Quality quality, boolean hasProduction) {
        return switch (quality) {
            case GOOD -> true;
            case CRASHES, ENDS_LATER -> false;
            case FAILS_TEST -> !hasGates();
            case FAILS_PRODUCTION -> !hasGates() || !hasProduction;
        };
    }

    /** As a service file has it. */
    String strategy(int bakeMinutes) {
        String bake = ", bake: " + bakeMinutes + "m";
        return switch (this) {
            case BLUE_GREEN, WORKER, CHECKED -> "kind: blue-green" + bake;
            case CANARY -> "kind: canary, percent: 10, stepBake: 2m" + bake;
            case LINEAR -> "kind: linear, step: 50, every: 1m" + bake;
            case ROLLING -> "kind: rolling";
        };
    }

    /** Where a service of this kind may be judged. */
    boolean has(GateKind gate) {
        return switch (gate) {
            case TEST -> hasGates();
            case STEP -> hasSteps();
            case PRODUCTION -> hasGates() && hasLoadBalancer();
        };
    }
}
