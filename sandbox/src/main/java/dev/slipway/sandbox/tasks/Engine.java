package dev.slipway.sandbox.tasks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the Docker engine is there, and the waiting for it when it is not. */
final class Engine {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final Pattern NOBODY_THERE =
            Pattern.compile("(?i)cannot connect to the docker daemon|error during connect|connection refused");
    private static final long MILLIS_BETWEEN_LOOKS = 500;

    private final DockerCommand docker;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicBoolean isGone = new AtomicBoolean();

    Engine(DockerCommand docker) {
        this.docker = docker;
    }

    /** Whether a command failed because no engine answered it. One that is only slow is there. */
    boolean wasGoneFor(Program.Outcome outcome) {
        boolean gone = !outcome.ok() && NOBODY_THERE.matcher(outcome.output()).find();
        if (gone && isGone.compareAndSet(false, true)) {
            LOG.warn(
                    "the Docker engine is gone ({}); the tasks on it are lost, and others wait until it is back."
                            + " To fix: start it",
                    outcome.lastLine());
        }
        return gone;
    }

    /** Waits until the engine answers; false if the sandbox ends before. */
    boolean isBack() {
        try {
            while (wasGoneFor(docker.run("version", "--format", "{{.Server.Version}}"))) {
                if (closed.await(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        if (isGone.compareAndSet(true, false)) {
            LOG.warn("the Docker engine is back; tasks are started again");
        }
        return true;
    }

    /** Nobody waits any longer. */
    void close() {
        closed.countDown();
    }
}
