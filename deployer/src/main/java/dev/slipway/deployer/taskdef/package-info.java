/** Rendering and comparing task definitions. Pure; calls nothing. */
@NullMarked
package dev.slipway.deployer.taskdef;

import org.jspecify.annotations.NullMarked;
