package dev.slipway.deployer.model;

import java.time.Duration;

/** How ECS brings the new revision into production; the field's and ECS's own words. Durations are whole minutes. */
public sealed interface Strategy {

    /** How long both revisions run after all production traffic moved; zero or more. */
    Duration bake();

    /** All production traffic at once. */
    record BlueGreen(Duration bake) implements Strategy {}

    /**
     * Two steps: {@code percent}, then all.
     *
     * @param percent  0.1 to 100, in steps of 0.1
     * @param stepBake how long the first step stands
     */
    record Canary(double percent, Duration stepBake, Duration bake) implements Strategy {}

    /**
     * Equal steps.
     *
     * @param stepPercent 3 to 100, in steps of 0.1
     * @param stepBake    how long each step but the last stands
     */
    record Linear(double stepPercent, Duration stepBake, Duration bake) implements Strategy {}

    /** Batch by batch on one target group, without gates. */
    record Rolling() implements Strategy {
        @Override
        public Duration bake() {
            return Duration.ZERO;
        }
    }
}
