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

    /**
     * Batch by batch on one target group, without gates.
     *
     * @param minHealthyPercent of the desired tasks that keep running, 0 to 100
     * @param maxPercent        of the desired tasks that may run, 100 to 200; more than {@code minHealthyPercent}
     */
    record Rolling(int minHealthyPercent, int maxPercent) implements Strategy {
        /** ECS's own, for services of the replica kind (API reference, DeploymentConfiguration). */
        public static final Rolling DEFAULT = new Rolling(100, 200);

        @Override
        public Duration bake() {
            return Duration.ZERO;
        }
    }
}
