package dev.slipway.deployer.aws;

import dev.slipway.deployer.reconcile.port.Clock;
import dev.slipway.deployer.reconcile.port.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;

/** How every adapter calls AWS: no exception of the SDK gets out, and no effect is sent after its time. */
final class Calls {
    private final Clock clock;

    Calls(Clock clock) {
        this.clock = clock;
    }

    /** The answer of {@code call}, whose exceptions become {@code PortFailure}s that name {@code action}. */
    static <T> T of(String action, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw Failures.of(action, e);
        } catch (NoCredentials e) {
            throw Failures.of(action, e);
        }
    }

    /**
     * Sends an effect unless {@code actBefore} has come.
     *
     * @param call is given the fence, which it has to set as the request's override configuration
     */
    <T> Sent<T> before(
            Instant actBefore, String action, Function<Consumer<AwsRequestOverrideConfiguration.Builder>, T> call) {
        Duration left = Duration.between(clock.now(), actBefore);
        if (!left.isPositive()) {
            return new Sent.TooLate<>();
        }
        Consumer<AwsRequestOverrideConfiguration.Builder> fence =
                override -> override.apiCallTimeout(left).putExecutionAttribute(Fence.ACT_BEFORE, actBefore);
        try {
            return new Sent.Done<>(of(action, () -> call.apply(fence)));
        } catch (TooLateToSend e) {
            return new Sent.TooLate<>();
        }
    }
}
