package dev.slipway.sandbox.drive;

import dev.slipway.sandbox.model.Emitted.StartTask;
import dev.slipway.sandbox.model.Emitted.StopTask;

/**
 * Runs tasks. Nothing here waits: what becomes of a task is reported by the calls {@code TaskStarted} and
 * {@code TaskExited}. Every task that was started is reported as exited exactly once, whatever happened to it.
 */
public interface TaskRunner extends AutoCloseable {

    /** Begins to run a task. A task whose image cannot be had or run is reported as exited, without having started. */
    void start(StartTask task, Calls model);

    /** Begins to stop a task; one that is not running is left alone. */
    void stop(StopTask task);

    /** Kills every task that still runs and waits until they are gone. Reports nothing. */
    @Override
    void close();
}
