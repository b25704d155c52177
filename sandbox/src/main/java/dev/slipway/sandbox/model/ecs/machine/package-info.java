/** Clusters, services, tasks and native deployments as they are, and how they change. Runs no container. */
@NullMarked
package dev.slipway.sandbox.model.ecs.machine;

import org.jspecify.annotations.NullMarked;
