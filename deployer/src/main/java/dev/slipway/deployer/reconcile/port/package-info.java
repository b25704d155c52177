/**
 * What the reconciler needs of the world, named by role. One method is one call; effects carry the instant before which
 * they must be sent. Holds no behaviour.
 */
@NullMarked
package dev.slipway.deployer.reconcile.port;

import org.jspecify.annotations.NullMarked;
