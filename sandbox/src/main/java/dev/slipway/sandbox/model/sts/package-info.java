/** Security Token Service: says who is calling. Checks no signature and issues no credentials. */
@NullMarked
package dev.slipway.sandbox.model.sts;

import org.jspecify.annotations.NullMarked;
