@NullMarked
package dev.slipway.sandbox.wire;

import org.jspecify.annotations.NullMarked;
