package dev.slipway.sandbox.tasks;

import dev.slipway.sandbox.model.ecs.TaskStarted;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One container of a Docker engine. Removed from the engine when it has ended, its log kept. */
final class DockerContainer implements Containers.Running {
    private static final Logger LOG = LoggerFactory.getLogger(DockerContainer.class);
    private static final String STATE = "{{.State.Running}} {{.State.ExitCode}} {{.State.OOMKilled}} {{.State.Error}}";
    // Platform threads: reading a child's pipe holds a virtual thread's carrier, and with few of those two 'docker run'
    // would keep the registry from handing out the very image they wait for.
    private static final ExecutorService WAITING = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("tasks-", 0).factory());

    private final DockerCommand docker;
    private final Engine engine;
    private final String id;
    private final String name;
    private final int port;
    private final CompletableFuture<Containers.Exit> exit;

    /** Waits for the end of the container from now on. */
    DockerContainer(DockerCommand docker, Engine engine, String id, String name, int port, Path log)
            throws IOException {
        this.docker = docker;
        this.engine = engine;
        this.id = id;
        this.name = name;
        this.port = port;
        // Ends with the container; or at once, if the engine sends logs elsewhere. So the end is waited for after it.
        exit = docker.start(log, "logs", "--follow", id).onExit().thenApplyAsync(ended -> end(), WAITING);
    }

    @Override
    public TaskStarted.Container described() {
        return new TaskStarted.Container(name, "127.0.0.1", port, id);
    }

    @Override
    public CompletableFuture<Containers.Exit> exit() {
        return exit;
    }

    @Override
    public boolean passes(List<String> command, Duration atMost) {
        var outcome = docker.exec(atMost, id, command);
        LOG.debug("container {} was asked {}: {}", name, command, outcome);
        return outcome.ok();
    }

    @Override
    public void stop(Duration grace) {
        if (exit.isDone()) {
            return;
        }
        // Whole seconds, never fewer than asked for.
        String seconds = Long.toString(grace.plusMillis(999).toSeconds());
        WAITING.execute(() -> {
            var stopped = grace.isZero() ? docker.run("kill", id) : docker.run("stop", "-t", seconds, id);
            LOG.debug("container {} was told to stop: {}", name, stopped);
        });
    }

    private Containers.Exit end() {
        Program.Outcome state;
        do {
            docker.run("wait", id);
            state = docker.run("inspect", "--format", STATE, id);
            // An engine that was started anew may have kept the container, and cut only our connection.
        } while (state.ok() && state.output().startsWith("true "));
        if (engine.wasGoneFor(state)) {
            WAITING.execute(this::removeWhenTheEngineIsBack);
            return new Containers.Exit(137, "", true);
        }
        docker.run("rm", "--force", "--volumes", id);
        String[] parts = state.output().split(" ", 4);
        if (!state.ok() || parts.length < 3) {
            return new Containers.Exit(137, "the container was removed by someone else");
        }
        boolean outOfMemory = parts[2].equals("true");
        String error = parts.length == 4 ? parts[3].strip() : "";
        return new Containers.Exit(
                Integer.parseInt(parts[1]),
                outOfMemory ? "OutOfMemoryError: Container killed due to memory usage" : error);
    }

    /** Containers outlive an engine that is killed; nobody knows of this one any more. */
    private void removeWhenTheEngineIsBack() {
        if (engine.isBack()) {
            docker.run("rm", "--force", "--volumes", id);
        }
    }
}
