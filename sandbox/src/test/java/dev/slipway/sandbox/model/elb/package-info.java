/** Tests of the modelled load balancer, through the world's calls alone, on virtual time. */
@org.jspecify.annotations.NullMarked
package dev.slipway.sandbox.model.elb;
