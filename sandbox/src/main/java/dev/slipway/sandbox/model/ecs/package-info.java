/** Amazon ECS. Must not know how tasks are run. */
@NullMarked
package dev.slipway.sandbox.model.ecs;

import org.jspecify.annotations.NullMarked;
