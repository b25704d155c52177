/** Elastic Load Balancing v2. Must not carry a request itself. */
@NullMarked
package dev.slipway.sandbox.model.elb;

import org.jspecify.annotations.NullMarked;
