/** Tests of the modelled ECS, through the world's calls alone, on virtual time. */
@org.jspecify.annotations.NullMarked
package dev.slipway.sandbox.model.ecs;
