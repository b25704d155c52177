package dev.slipway.sandbox.tasks;

import dev.slipway.sandbox.drive.Calls;
import dev.slipway.sandbox.drive.TaskRunner;
import dev.slipway.sandbox.model.Emitted.StartTask;
import dev.slipway.sandbox.model.Emitted.StopTask;
import dev.slipway.sandbox.model.ecs.TaskExited;
import dev.slipway.sandbox.model.ecs.TaskLost;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs tasks for real, whatever their containers are made of. */
public final class ContainerTasks implements TaskRunner {
    private final Containers containers;
    private final Map<String, RealTask> tasks = new ConcurrentHashMap<>();
    // Starting waits for images and programs; the driver's thread, which asks for it, must not.
    // Platform threads: reading a child's pipe holds a virtual thread's carrier, and with few of those two 'docker run'
    // would keep the registry from handing out the very image they wait for.
    private final ExecutorService waiting = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("tasks-", 0).factory());
    private volatile boolean closing;

    public ContainerTasks(Containers containers) {
        this.containers = containers;
    }

    @Override
    public void start(StartTask task, Calls model) {
        var real = new RealTask(task, containers, waiting, report -> {
            if (report instanceof TaskExited || report instanceof TaskLost) {
                tasks.remove(task.taskArn());
            }
            if (!closing) {
                model.call(report);
            }
        });
        if (!closing && tasks.putIfAbsent(task.taskArn(), real) == null) {
            waiting.execute(real::begin);
        }
    }

    @Override
    public void stop(StopTask stop) {
        RealTask task = tasks.get(stop.taskArn());
        if (task != null) {
            waiting.execute(() -> task.stop(stop.grace()));
        }
    }

    @Override
    public void close() {
        closing = true;
        containers.close();
        waiting.shutdownNow();
    }
}
