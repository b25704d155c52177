/** Tests of single rules of the modelled ECS. */
@org.jspecify.annotations.NullMarked
package dev.slipway.sandbox.model.ecs.machine;
