@NullMarked
package dev.slipway.sandbox.faults;

import org.jspecify.annotations.NullMarked;
