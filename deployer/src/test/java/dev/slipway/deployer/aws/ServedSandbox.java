package dev.slipway.deployer.aws;

import dev.slipway.deployer.reconcile.port.Clock;
import dev.slipway.deployer.system.SystemClock;
import dev.slipway.sandbox.Sandbox;
import dev.slipway.sandbox.Settings;
import dev.slipway.sandbox.Wiring;
import dev.slipway.sandbox.model.Pace;
import dev.slipway.sandbox.wire.HttpServer.PortInUse;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** A sandbox of a test's own, served on a free port, and the adapters' clients for it. Its minutes last two seconds. */
final class ServedSandbox implements AutoCloseable {
    private final Clock clock = new SystemClock(java.time.Clock.systemUTC(), System::nanoTime);
    private final Sandbox sandbox;
    private final AwsClients clients;

    ServedSandbox() {
        PaperTasks tasks = new PaperTasks();
        try {
            sandbox = Wiring.start(
                    Settings.DEFAULT.withPort(0).withPace(new Pace(Duration.ofSeconds(2))), tasks, tasks.dataPlane());
        } catch (PortInUse e) {
            throw new AssertionError(e);
        }
        clients = AwsClients.of(
                new AwsClients.Access(
                        Optional.of(sandbox.endpoint()),
                        Optional.of(Region.EU_WEST_1),
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("deployer", "any"))),
                clock);
    }

    Sandbox sandbox() {
        return sandbox;
    }

    AwsClients clients() {
        return clients;
    }

    Clock clock() {
        return clock;
    }

    @Override
    public void close() {
        clients.close();
        sandbox.close();
    }
}
