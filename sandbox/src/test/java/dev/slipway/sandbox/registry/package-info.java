/** Tests of the registry behind the protocol. */
@org.jspecify.annotations.NullMarked
package dev.slipway.sandbox.registry;
