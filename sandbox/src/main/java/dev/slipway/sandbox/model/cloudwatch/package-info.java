/**
 * CloudWatch alarms whose state is set by hand, for ECS to look at. Evaluates no metric and keeps no data point.
 */
@NullMarked
package dev.slipway.sandbox.model.cloudwatch;

import org.jspecify.annotations.NullMarked;
