package dev.slipway.deployer.aws;

import dev.slipway.deployer.reconcile.port.Clock;
import java.time.Instant;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Looks at the clock when a request is signed and about to be sent. The look before the call is not enough: between the
 * two the SDK may have waited for fresh credentials.
 */
record Fence(Clock clock) implements ExecutionInterceptor {
    static final ExecutionAttribute<Instant> ACT_BEFORE = new ExecutionAttribute<>("SlipwayActBefore");

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        Instant actBefore = attributes.getAttribute(ACT_BEFORE);
        if (actBefore != null && !clock.now().isBefore(actBefore)) {
            throw TooLateToSend.unsent();
        }
    }
}
