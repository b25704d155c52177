/** Adapters: one port method is one AWS call. No loops, no retries, no decisions but {@code TooLate}; the only user of the AWS SDK. */
@NullMarked
package dev.slipway.deployer.aws;

import org.jspecify.annotations.NullMarked;
