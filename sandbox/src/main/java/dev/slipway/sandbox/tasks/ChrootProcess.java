package dev.slipway.sandbox.tasks;

import dev.slipway.sandbox.model.ecs.TaskStarted;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One container's process, and the shell that holds it. */
final class ChrootProcess implements Containers.Running {
    private static final Logger LOG = LoggerFactory.getLogger(ChrootProcess.class);

    private final Process process;
    private final String name;
    private final int port;
    private final String stopSignal;
    private final Entrance entrance;
    private final CompletableFuture<Containers.Exit> exit;
    private boolean wasAsked;

    ChrootProcess(Process process, String name, int port, String stopSignal, Path scratch, Entrance entrance) {
        this.process = process;
        this.name = name;
        this.port = port;
        this.stopSignal = stopSignal;
        this.entrance = entrance;
        exit = process.onExit().thenApply(ended -> {
            delete(scratch);
            return new Containers.Exit(ended.exitValue(), "");
        });
    }

    @Override
    public TaskStarted.Container described() {
        return new TaskStarted.Container(name, "127.0.0.1", port, "process-" + process.pid());
    }

    @Override
    public CompletableFuture<Containers.Exit> exit() {
        return exit;
    }

    @Override
    public boolean passes(List<String> command, Duration atMost) {
        try {
            var outcome = Program.run(atMost, entrance.command(command));
            LOG.debug("container {} was asked {}: {}", name, command, outcome);
            return outcome.ok();
        } catch (IOException e) {
            LOG.debug("container {} can't be asked {} now", name, command, e);
            return false;
        }
    }

    @Override
    public synchronized void stop(Duration grace) {
        if (!wasAsked && !grace.isZero()) {
            tell(stopSignal);
        }
        wasAsked = true;
        if (grace.isZero()) {
            tell("kill");
        } else {
            // Not by the common pool: whoever keeps its few threads busy would keep the task alive.
            CompletableFuture.delayedExecutor(grace.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread)
                    .execute(() -> tell("kill"));
        }
    }

    private void tell(String word) {
        if (!process.isAlive()) {
            return;
        }
        try {
            OutputStream pipe = process.getOutputStream();
            pipe.write((word + "\n").getBytes(StandardCharsets.UTF_8));
            pipe.flush();
        } catch (IOException e) {
            LOG.debug("container {} ended before it could be told '{}'", name, word, e);
        }
    }

    private static void delete(Path scratch) {
        try {
            Trees.delete(scratch);
        } catch (IOException e) {
            LOG.warn("{} can't be deleted: {}", scratch, e.getMessage());
        }
    }

    @Override
    public String toString() {
        return name + " (process " + process.pid() + ")";
    }
}
