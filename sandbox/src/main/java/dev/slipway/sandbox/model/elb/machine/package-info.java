/** Load balancers, listeners, rules, target groups and targets as they are. Carries no request and probes no target. */
@NullMarked
package dev.slipway.sandbox.model.elb.machine;

import org.jspecify.annotations.NullMarked;
