package dev.slipway.sandbox.tasks;

import dev.slipway.sandbox.model.Emitted.ContainerSpec;
import dev.slipway.sandbox.model.Emitted.StartTask;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Containers of a Docker engine, which pulls the images from the sandbox's registry. A task's containers share one
 * network, as they do on Fargate; what they listen on is published on ports of 127.0.0.1.
 *
 * <p>A shell waits for the end of a pipe from this JVM and then removes every container with this sandbox's label.
 */
public final class Docker implements Containers {
    private static final Logger LOG = LoggerFactory.getLogger(Docker.class);
    private static final String LABEL = "dev.slipway.sandbox";

    // Out of reach of what is sent to the sandbox's process group. macOS has no setsid.
    private static final String IN_A_SESSION = "command -v setsid >/dev/null && exec setsid \"$@\"; exec \"$@\"";

    private final Supplier<String> registry;
    private final TaskFiles files;
    private final String label;
    private final Process sweeper;
    private final DockerCommand docker;
    private final Engine engine;
    private final Set<String> pulled = ConcurrentHashMap.newKeySet();
    private final ReentrantReadWriteLock starting = new ReentrantReadWriteLock();
    private boolean closed;

    /**
     * Containers of images in this registry.
     *
     * @param registry host and port at which the engine reaches it; asked when the first task starts
     * @param files    where their logs are written when they have ended
     * @param random   makes the label by which this sandbox's containers are known
     * @throws IOException if no shell can be run
     */
    public Docker(Supplier<String> registry, TaskFiles files, RandomGenerator random) throws IOException {
        this(registry, files, random, new DockerCommand());
    }

    /** As the other constructor, with what answers as {@code docker} does. */
    Docker(Supplier<String> registry, TaskFiles files, RandomGenerator random, DockerCommand docker)
            throws IOException {
        this.docker = docker;
        this.engine = new Engine(docker);
        this.registry = registry;
        this.files = files;
        String sweep = Program.script("sweep.sh");
        label = LABEL + "=" + HexFormat.of().toHexDigits(random.nextLong());
        sweeper = new ProcessBuilder("sh", "-c", IN_A_SESSION, "sh", "sh", "-c", sweep, "sweep", label)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The label, with its value, of every container that is started here. */
    String label() {
        return label;
    }

    @Override
    public Running start(StartTask task, ContainerSpec spec, List<Running> earlier) throws CannotRun {
        String image = registry.get() + "/" + ImageName.repository(spec.image()) + "@" + spec.digest();
        willRemove(image);
        var pull = docker.run("pull", "--quiet", image);
        if (engine.wasGoneFor(pull) && engine.isBack()) {
            pull = docker.run("pull", "--quiet", image);
        }
        if (!pull.ok()) {
            throw CannotRun.pull(pull.lastLine());
        }
        var started = runUnlessClosed(runArguments(task, spec, earlier, image));
        if (!started.ok()) {
            docker.run("rm", "--force", "--volumes", name(task, spec));
            throw CannotRun.start(started.line("docker: .*").replaceFirst("docker: ", ""));
        }
        // The engine's warnings are printed around it.
        return running(task, spec, earlier, started.line("[0-9a-f]{64}"));
    }

    private void willRemove(String image) {
        if (!pulled.add(image)) {
            return;
        }
        try {
            tell("image " + image);
        } catch (IOException e) {
            LOG.debug("the sweeper will not remove {}", image, e);
        }
    }

    private void tell(String line) throws IOException {
        synchronized (sweeper) {
            OutputStream pipe = sweeper.getOutputStream();
            pipe.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            pipe.flush();
        }
    }

    private Program.Outcome runUnlessClosed(List<String> arguments) throws CannotRun {
        starting.readLock().lock();
        try {
            if (closed) {
                throw CannotRun.start("the sandbox is closing");
            }
            return docker.run(arguments);
        } finally {
            starting.readLock().unlock();
        }
    }

    @Override
    public void close() {
        engine.close();
        // What is being started must be there before all is removed.
        starting.writeLock().lock();
        try {
            closed = true;
        } finally {
            starting.writeLock().unlock();
        }
        try {
            tell("bye");
            sweeper.getOutputStream().close();
        } catch (IOException e) {
            LOG.debug("the sweeper ended before it was told to", e);
        }
        try {
            if (!sweeper.waitFor(30, TimeUnit.SECONDS)) {
                LOG.warn("containers are still being removed; see 'docker ps --filter label={}'", label);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Running running(StartTask task, ContainerSpec spec, List<Running> earlier, String id) throws CannotRun {
        String networkOwner =
                earlier.isEmpty() ? id : earlier.getFirst().described().runtimeId();
        int port = spec.containerPort() == 0 ? 0 : publishedPort(networkOwner, spec.containerPort());
        Path log = files.log(task.taskArn(), spec.name());
        try {
            Files.createDirectories(log.resolveSibling(""));
            var container = new DockerContainer(docker, engine, id, spec.name(), port, log);
            LOG.info("task {} container {} port={} log={}", TaskFiles.taskId(task.taskArn()), spec.name(), port, log);
            return container;
        } catch (IOException e) {
            docker.run("rm", "--force", "--volumes", id);
            throw CannotRun.start("it can't be waited for: " + e.getMessage());
        }
    }

    private int publishedPort(String id, int containerPort) {
        var answer = docker.run("port", id, containerPort + "/tcp");
        String line = answer.lastLine();
        // Nothing is published any more once the container has ended, which some do at once.
        return answer.ok() && line.matches(".*:\\d+") ? Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)) : 0;
    }

    private List<String> runArguments(StartTask task, ContainerSpec spec, List<Running> earlier, String image) {
        List<String> run = new ArrayList<>(List.of("run", "--detach", "--pull", "never", "--name", name(task, spec)));
        run.addAll(List.of("--label", label, "--label", "dev.slipway.task=" + task.taskArn()));
        if (earlier.isEmpty()) {
            run.addAll(List.of("--add-host", "host.docker.internal:host-gateway"));
            task.containers().stream()
                    .filter(each -> each.containerPort() != 0)
                    .forEach(each -> run.addAll(List.of("--publish", "127.0.0.1:0:" + each.containerPort())));
        } else {
            run.addAll(List.of(
                    "--network", "container:" + earlier.getFirst().described().runtimeId()));
        }
        if (spec.memoryMebibytes() > 0) {
            // With as much again of swap, which is the engine's default, nothing would run out of memory on Fargate's
            // terms.
            String limit = spec.memoryMebibytes() + "m";
            run.addAll(List.of("--memory", limit, "--memory-swap", limit));
        }
        environment(spec).forEach((key, value) -> run.addAll(List.of("--env", key + "=" + value)));
        List<String> arguments = new ArrayList<>();
        if (!spec.entryPoint().isEmpty()) {
            run.addAll(List.of("--entrypoint", spec.entryPoint().getFirst()));
            arguments.addAll(spec.entryPoint().subList(1, spec.entryPoint().size()));
        }
        arguments.addAll(spec.command());
        run.add(image);
        run.addAll(arguments);
        return run;
    }

    private static Map<String, String> environment(ContainerSpec spec) {
        Map<String, String> environment = new LinkedHashMap<>();
        if (spec.containerPort() != 0) {
            environment.put("PORT", Integer.toString(spec.containerPort()));
        }
        environment.putAll(spec.environment());
        return environment;
    }

    private static String name(StartTask task, ContainerSpec spec) {
        return "slipway-" + TaskFiles.taskId(task.taskArn()) + "-" + spec.name();
    }
}
