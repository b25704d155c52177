package dev.slipway.sandbox;

import dev.slipway.sandbox.drive.DataPlane;
import dev.slipway.sandbox.drive.Driver;
import dev.slipway.sandbox.drive.Effects;
import dev.slipway.sandbox.drive.TaskRunner;
import dev.slipway.sandbox.model.AwsVariant;
import dev.slipway.sandbox.model.Timing;
import dev.slipway.sandbox.model.World;
import dev.slipway.sandbox.sqs.SqsFront;
import dev.slipway.sandbox.wire.Endpoint;
import dev.slipway.sandbox.wire.HttpServer;
import dev.slipway.sandbox.wire.HttpServer.PortInUse;
import dev.slipway.sandbox.world.Worlds;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Puts a sandbox together: the only place that reads the clock and draws randomness. */
public final class Wiring {
    private Wiring() {}

    /**
     * A sandbox that answers.
     *
     * @throws PortInUse if another program listens at the settings' port
     */
    public static Sandbox start(Settings settings, TaskRunner tasks, DataPlane dataPlane) throws PortInUse {
        var driver = new Driver(world(settings), Clock.systemUTC());
        var sqs = new CompletableFuture<SqsFront>();
        var endpoint = new Endpoint(
                driver,
                settings.identity().account(),
                request -> sqs.join().answer(request),
                () -> UUID.randomUUID().toString());
        HttpServer server = HttpServer.listening(settings.port(), routes -> {
            routes.get(
                    "/_sandbox/health",
                    context -> context.json(
                            Map.of("status", "ready", "version", version(), "services", endpoint.services())));
            endpoint.addTo(routes);
        });
        var front = SqsFront.starting(
                server.port(), settings.identity().region(), settings.identity().account());
        driver.start(new Effects(tasks, dataPlane, front));
        sqs.complete(front);
        front.awaitReady();
        return new Sandbox(server.port(), driver, List.of(tasks, server, dataPlane, driver, front));
    }

    private static World world(Settings settings) {
        return Worlds.create(
                settings.identity(), settings.pace(), Timing.quick(), AwsVariant.likeliest(), new SplittableRandom());
    }

    static String version() {
        String version = Wiring.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
