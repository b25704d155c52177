package dev.slipway.deployer.aws;

import dev.slipway.deployer.reconcile.port.Clock;
import dev.slipway.deployer.system.SystemClock;
import dev.slipway.sandbox.Settings;
import dev.slipway.sandbox.drive.Deliveries;
import dev.slipway.sandbox.drive.Driver;
import dev.slipway.sandbox.drive.Effects;
import dev.slipway.sandbox.model.AwsVariant;
import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.Identity;
import dev.slipway.sandbox.model.Pace;
import dev.slipway.sandbox.model.Timing;
import dev.slipway.sandbox.s3.S3Front;
import dev.slipway.sandbox.sqs.SqsFront;
import dev.slipway.sandbox.wire.Endpoint;
import dev.slipway.sandbox.wire.HttpServer;
import dev.slipway.sandbox.wire.HttpServer.PortInUse;
import dev.slipway.sandbox.wire.Interference;
import dev.slipway.sandbox.world.Worlds;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * The sandbox's world, served on a free port, and the adapters' clients for it. Its minutes last two seconds and its tasks
 * exist on paper only, so that nothing but the wire and the model is under test beside the adapters.
 */
final class ServedSandbox implements AutoCloseable {
    private static final Identity IDENTITY = Settings.DEFAULT.identity();
    private static final Pace PACE = new Pace(Duration.ofSeconds(2));

    private static final Duration BLINK = Duration.ofMillis(10);
    /** Everything takes a blink, but giving up on a task. */
    private static final Timing AT_ONCE = new Timing(
            BLINK,
            BLINK,
            BLINK,
            BLINK,
            BLINK,
            BLINK,
            BLINK,
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            BLINK,
            BLINK,
            BLINK);

    private final Clock clock = new SystemClock(java.time.Clock.systemUTC(), System::nanoTime);
    private final CompletableFuture<SqsFront> queues = new CompletableFuture<>();
    private final Driver driver = new Driver(
            Worlds.create(IDENTITY, PACE, AT_ONCE, AwsVariant.likeliest(), "amd64", new SplittableRandom(1)),
            java.time.Clock.systemUTC());
    private final HttpServer server;
    private final AwsClients clients;

    private ServedSandbox(boolean withQueues) {
        server = serve();
        Deliveries deliveries = message -> {};
        if (withQueues) {
            SqsFront front = SqsFront.starting(server.port(), IDENTITY.region(), IDENTITY.account());
            queues.complete(front);
            deliveries = front;
        }
        PaperTasks tasks = new PaperTasks();
        driver.start(new Effects(tasks, tasks.dataPlane(), deliveries));
        if (withQueues) {
            queues.join().awaitReady();
        }
        clients = AwsClients.of(
                new AwsClients.Access(
                        Optional.of(URI.create("http://127.0.0.1:" + server.port())),
                        Optional.of(Region.EU_WEST_1),
                        true,
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("deployer", "any"))),
                clock);
    }

    /** All but SQS, which takes a second to start. */
    static ServedSandbox withoutQueues() {
        return new ServedSandbox(false);
    }

    static ServedSandbox withQueues() {
        return new ServedSandbox(true);
    }

    /** Asks the world behind the endpoint. */
    <R> R call(Call<R> call) {
        return driver.call(call);
    }

    AwsClients clients() {
        return clients;
    }

    /** A table as the journal's. */
    void makeTable(String name) {
        clients.dynamoEffects()
                .createTable(request -> request.tableName(name)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                        .attributeDefinitions(text("pk"), text("sk")));
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    Clock clock() {
        return clock;
    }

    @Override
    public void close() {
        clients.close();
        server.close();
        driver.close();
        if (queues.isDone()) {
            queues.join().close();
        }
    }

    private HttpServer serve() {
        Endpoint endpoint = new Endpoint(
                driver,
                IDENTITY.account(),
                request -> queues.join().answer(request),
                new S3Front(java.time.Clock.systemUTC(), IDENTITY.region())::answer,
                (service, action) -> Interference.Disturbance.NONE,
                () -> UUID.randomUUID().toString());
        try {
            return HttpServer.listening(0, endpoint::addTo);
        } catch (PortInUse e) {
            throw new AssertionError(e);
        }
    }
}
