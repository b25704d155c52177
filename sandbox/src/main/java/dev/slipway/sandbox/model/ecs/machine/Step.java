package dev.slipway.sandbox.model.ecs.machine;

import java.time.Duration;

/**
 * One step of a deployment's plan: a visit of a stage.
 *
 * @param percent the target revision's share of the production traffic once this step's work is done; 0 to 100
 * @param hold    how long the step lasts beyond its work, at the world's pace
 */
record Step(Stage stage, double percent, Duration hold) {}
