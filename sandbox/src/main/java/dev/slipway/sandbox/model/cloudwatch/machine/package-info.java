/** The alarms themselves. Must not know who looks at them. */
@NullMarked
package dev.slipway.sandbox.model.cloudwatch.machine;

import org.jspecify.annotations.NullMarked;
