/**
 * AWS's wire protocols: finds out which action a request names, decodes it into a call, and encodes the answer. Decides
 * nothing about what an action does, and checks no signature.
 */
@NullMarked
package dev.slipway.sandbox.wire;

import org.jspecify.annotations.NullMarked;
