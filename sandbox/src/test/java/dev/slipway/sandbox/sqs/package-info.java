@NullMarked
package dev.slipway.sandbox.sqs;

import org.jspecify.annotations.NullMarked;
