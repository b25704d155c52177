/**
 * The load balancer's data plane: carries requests from listeners to targets, checks the targets' health. Must not decide
 * whether a target is healthy; that is the model's.
 */
@NullMarked
package dev.slipway.sandbox.proxy;

import org.jspecify.annotations.NullMarked;
