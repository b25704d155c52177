package dev.slipway.sandbox.tasks;

/**
 * What a container's health checks have shown so far, counted as Docker counts them. Pure.
 *
 * @param failures      in a row, those that count
 * @param isInGrace     whether failures do not count yet
 */
record Healthiness(Status status, int failures, boolean isInGrace) {
    /** As ECS says it. */
    enum Status {
        UNKNOWN,
        HEALTHY,
        UNHEALTHY
    }

    /** Of a container that nobody has asked yet. */
    static Healthiness unknown(boolean hasGrace) {
        return new Healthiness(Status.UNKNOWN, 0, hasGrace);
    }

    /** After one more check. */
    Healthiness after(boolean passed, int retries) {
        if (passed) {
            return new Healthiness(Status.HEALTHY, 0, false);
        }
        if (isInGrace) {
            return this;
        }
        return new Healthiness(failures + 1 >= retries ? Status.UNHEALTHY : status, failures + 1, false);
    }

    /** When its start period is over. */
    Healthiness withoutGrace() {
        return new Healthiness(status, failures, false);
    }
}
