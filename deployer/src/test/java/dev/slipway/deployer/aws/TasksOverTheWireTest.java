package dev.slipway.deployer.aws;

import dev.slipway.deployer.reconcile.port.Ecs;
import dev.slipway.deployer.reconcile.port.Tasks;
import dev.slipway.deployer.reconcile.port.TasksContract;
import dev.slipway.sandbox.model.Call;
import dev.slipway.testkit.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;

class TasksOverTheWireTest extends TasksContract {
    private static final ServedSandbox SERVED = ServedSandbox.withoutQueues();

    @AfterAll
    static void close() {
        SERVED.close();
    }

    @Override
    protected Ecs ecs() {
        return new AwsEcs(SERVED.clients(), SERVED.clock());
    }

    @Override
    protected Tasks tasks() {
        return new AwsTasks(SERVED.clients(), SERVED.clock());
    }

    @Override
    protected <R> R call(Call<R> call) {
        return SERVED.call(call);
    }

    @Override
    protected void until(BooleanSupplier holds) {
        Eventually.holds(
                Duration.ofSeconds(30),
                () -> Assertions.assertThat(holds.getAsBoolean()).isTrue());
    }

    @Override
    protected Instant soon() {
        return SERVED.clock().now().plusSeconds(20);
    }

    @Override
    protected Instant past() {
        return SERVED.clock().now();
    }
}
