package dev.slipway.sandbox;

import dev.slipway.sandbox.drive.Calls;
import dev.slipway.sandbox.drive.Chronicle;
import dev.slipway.sandbox.drive.DataPlane;
import dev.slipway.sandbox.drive.Driver;
import dev.slipway.sandbox.drive.Effects;
import dev.slipway.sandbox.drive.TaskRunner;
import dev.slipway.sandbox.faults.Faults;
import dev.slipway.sandbox.faults.FaultsApi;
import dev.slipway.sandbox.faults.UnreliableDeliveries;
import dev.slipway.sandbox.model.AwsVariant;
import dev.slipway.sandbox.model.Timing;
import dev.slipway.sandbox.model.World;
import dev.slipway.sandbox.model.ecr.RegistryOpened;
import dev.slipway.sandbox.proxy.Authority;
import dev.slipway.sandbox.proxy.JettyDataPlane;
import dev.slipway.sandbox.registry.BlobDirectory;
import dev.slipway.sandbox.registry.ImageStore;
import dev.slipway.sandbox.registry.PushedImages;
import dev.slipway.sandbox.registry.RegistryApi;
import dev.slipway.sandbox.s3.S3Front;
import dev.slipway.sandbox.sqs.SqsFront;
import dev.slipway.sandbox.store.DataDirectory;
import dev.slipway.sandbox.store.StateUnusable;
import dev.slipway.sandbox.tasks.Chroot;
import dev.slipway.sandbox.tasks.ContainerTasks;
import dev.slipway.sandbox.tasks.Docker;
import dev.slipway.sandbox.tasks.Machine;
import dev.slipway.sandbox.tasks.RunTasks;
import dev.slipway.sandbox.tasks.RunnerDecider;
import dev.slipway.sandbox.tasks.SimulatedTasks;
import dev.slipway.sandbox.tasks.TaskFiles;
import dev.slipway.sandbox.wire.Answer;
import dev.slipway.sandbox.wire.Endpoint;
import dev.slipway.sandbox.wire.HttpServer;
import dev.slipway.sandbox.wire.HttpServer.PortInUse;
import dev.slipway.sandbox.wire.Inbound;
import dev.slipway.sandbox.world.Worlds;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/** Puts a sandbox together: the only place that reads the clock, the machine and randomness. */
public final class Wiring {
    /** This machine's, as OCI names it: what of a multi-platform image is run. */
    private static final String ARCHITECTURE = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";

    private final Settings settings;
    private final RunTasks way;
    private final BiConsumer<Inbound, Answer> witness;
    private final SplittableRandom random = new SplittableRandom();
    private final Clock clock = Clock.systemUTC();
    private final Faults faults = new Faults(clock);
    private final Authority authority;
    private final Optional<DataDirectory> data;
    /** Completed once every part runs: the port is open before, and whoever asks then waits. */
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
    /** What runs already, the latest first. */
    private final Deque<AutoCloseable> running;

    private Wiring(Settings settings, RunTasks way, BiConsumer<Inbound, Answer> witness) {
        this.running = new ArrayDeque<>();
        this.settings = settings;
        this.way = way;
        this.witness = witness;
        this.data = settings.data().map(path -> add(DataDirectory.open(path, origin())));
        this.authority = data.map(kept -> Authority.kept(clock, new SecureRandom(), kept.of("authority.p12")))
                .orElseGet(() -> Authority.make(clock, new SecureRandom()));
    }

    /**
     * A sandbox that answers.
     *
     * @throws PortInUse if another program listens at the settings' port
     * @throws StateUnusable if the settings' data directory can't be used
     * @throws TasksImpossible if this machine can't run tasks as the settings say
     * @throws IOException if there can be no temporary directory, or no shell to watch over tasks
     */
    public static Sandbox start(Settings settings) throws PortInUse, TasksImpossible, IOException {
        return start(settings, (request, answer) -> {});
    }

    /**
     * As {@link #start(Settings)}, for tests that look at what is said.
     *
     * @param witness is shown every request to the endpoint with its answer, by the thread that answers
     */
    public static Sandbox start(Settings settings, BiConsumer<Inbound, Answer> witness)
            throws PortInUse, TasksImpossible, IOException {
        var wiring = new Wiring(settings, way(settings.tasks()), witness);
        boolean started = false;
        try {
            Sandbox sandbox = wiring.start();
            started = true;
            return sandbox;
        } finally {
            if (!started) {
                wiring.ready.cancel(false);
                new Sandbox(0, "", List.copyOf(wiring.running)).close();
            }
        }
    }

    private static RunTasks way(RunTasks wanted) throws TasksImpossible {
        if (wanted == RunTasks.SIMULATED) {
            return wanted;
        }
        var machine = new Machine(System.getProperty("os.name"), Path.of("/proc/sys"));
        return switch (RunnerDecider.decide(wanted, machine.findings())) {
            case RunnerDecider.Run run -> run.way();
            case RunnerDecider.Impossible impossible -> throw TasksImpossible.because(impossible.text());
        };
    }

    private Sandbox start() throws PortInUse, IOException {
        Path scratch = add(ScratchDirectory.below(Path.of(System.getProperty("java.io.tmpdir"))))
                .path();
        var blobs = new BlobDirectory(keptIn("registry").orElse(scratch.resolve("registry")));
        var driver =
                new Driver(world(), clock, data.map(DataDirectory::chronicle).orElse(Chronicle.NONE));
        var sqs = new CompletableFuture<SqsFront>();
        HttpServer server = add(serve(driver, blobs, sqs));
        SqsFront front = add(SqsFront.starting(
                server.port(), settings.identity().region(), settings.identity().account(), keptIn("queues")));
        sqs.complete(front);
        add(driver);
        String host = "127.0.0.1:" + server.port();
        driver.start(effects(scratch, new PushedImages(driver, blobs, ARCHITECTURE), host, front));
        driver.call(new RegistryOpened(host));
        front.awaitReady();
        ready.complete(true);
        return new Sandbox(server.port(), inWords(), List.copyOf(running));
    }

    private HttpServer serve(Calls driver, BlobDirectory blobs, CompletableFuture<SqsFront> sqs) throws PortInUse {
        var faultsApi = new FaultsApi(faults);
        var registry = new RegistryApi(driver, blobs, Wiring::uuid);
        var endpoint = new Endpoint(
                driver,
                settings.identity().account(),
                request -> sqs.join().answer(request),
                new S3Front(clock, settings.identity().region(), keptIn("objects"))::answer,
                faults,
                Wiring::uuid,
                witness);
        return HttpServer.listening(settings.host(), settings.port(), routes -> {
            routes.before(context -> ready.join());
            routes.get("/_sandbox/health", context -> context.json(health(endpoint)));
            routes.get(
                    "/_sandbox/ca.pem",
                    context -> context.contentType("application/x-pem-file").result(authority.pem()));
            routes.get(
                    "/_sandbox/undelivered",
                    context -> context.json(sqs.join().undelivered().newestFirst()));
            faultsApi.addTo(routes);
            registry.addTo(routes);
            endpoint.addTo(routes);
        });
    }

    private Map<String, Object> health(Endpoint endpoint) {
        return Map.of("status", "ready", "version", version(), "tasks", inWords(), "services", endpoint.services());
    }

    private World world() {
        RandomGenerator ids = data.<RandomGenerator>map(kept -> new SplittableRandom(kept.seed()))
                .orElseGet(random::split);
        return Worlds.create(
                settings.identity(),
                settings.pace(),
                Timing.quick().withListingLag(settings.listingLag()),
                settings.variant(),
                ARCHITECTURE,
                ids);
    }

    private DataDirectory.Origin origin() {
        var options = new TreeMap<String, String>();
        options.put("--minute", Durations.text(settings.pace().minute()));
        options.put(
                "--variant",
                settings.variant().equals(AwsVariant.likeliest())
                        ? "likeliest"
                        : settings.variant().toString());
        options.put(
                "the account",
                settings.identity().account() + " in " + settings.identity().region());
        options.put("the architecture", ARCHITECTURE);
        return new DataDirectory.Origin(version(), random.nextLong(), options);
    }

    private Optional<Path> keptIn(String part) {
        return data.map(kept -> kept.of(part));
    }

    private Effects effects(Path scratch, ImageStore images, String registry, SqsFront front) throws IOException {
        UnreliableDeliveries queues = add(new UnreliableDeliveries(front, faults));
        if (way == RunTasks.SIMULATED) {
            SimulatedTasks simulated = add(new SimulatedTasks(clock));
            return new Effects(simulated, simulated, queues);
        }
        DataPlane dataPlane =
                add(JettyDataPlane.started(settings.host(), settings.pace(), clock, random.split(), authority));
        var files = new TaskFiles(scratch);
        TaskRunner tasks = add(new ContainerTasks(
                way == RunTasks.DOCKER
                        ? new Docker(() -> registry, files, random.split())
                        : new Chroot(images, files, random.split())));
        return new Effects(tasks, dataPlane, queues);
    }

    private String inWords() {
        return switch (way) {
            case DOCKER -> "containers of the Docker engine";
            case CHROOT -> "processes in a chroot of the image's files";
            default -> "simulated: nothing runs and no listener opens";
        };
    }

    private <T extends AutoCloseable> T add(T started) {
        running.addFirst(started);
        return started;
    }

    private static String uuid() {
        return UUID.randomUUID().toString();
    }

    static String version() {
        String version = Wiring.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
