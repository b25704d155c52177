package dev.slipway.deployer.simulation;

import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.sandbox.model.Call;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * The simulated ports in fair weather, for a caller outside of any run: each call takes place on the one strand of a run
 * of its own. While that strand waits for the next call, virtual time stands still.
 */
final class Rehearsed implements AutoCloseable {
    private static final int LOOKS = 10_000;

    private final BlockingQueue<Runnable> calls = new LinkedBlockingQueue<>();
    private final Stage stage;
    private final SimulatedProcess process;
    private final Ports ports;
    private final Thread run;
    private boolean isOver;

    Rehearsed() {
        var choices = new Choices(1);
        stage = new Stage(
                choices,
                Scenario.fair(),
                DeployerProgram.real(),
                Collections.emptySortedSet(),
                new Trace(false),
                truth -> List.of());
        process = new SimulatedProcess("w1.1", Duration.ofMillis(700), stage, choices.of("latency"), () -> {});
        ports = SimulatedPorts.of(process, stage);
        process.start("calls", () -> {
            while (!isOver) {
                next().run();
            }
        });
        run = Thread.ofPlatform().name("run").start(() -> {
            try {
                stage.schedule().run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** One of the ports; whoever calls it waits until virtual time has come to its answer. */
    <T> T port(Class<T> type, Function<Ports, T> which) {
        T port = which.apply(ports);
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> on(() -> {
                    try {
                        return method.invoke(port, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() instanceof Exception cause ? cause : e;
                    }
                })));
    }

    Stage stage() {
        return stage;
    }

    SimulatedProcess process() {
        return process;
    }

    /** Asks the world behind the ports. */
    <R> R call(Call<R> call) {
        return on(() -> stage.aws().call(call));
    }

    /** Lets virtual time pass. */
    void pass(Duration time) {
        on(() -> {
            process.rest(time);
            return time;
        });
    }

    /** Lets virtual time pass until this holds. */
    void until(BooleanSupplier holds) {
        for (int look = 0; !holds.getAsBoolean(); look++) {
            if (look == LOOKS) {
                throw new AssertionError("never so in " + LOOKS + " virtual seconds");
            }
            pass(Duration.ofSeconds(1));
        }
    }

    /** Does something while it has the turn. */
    <T> T on(Callable<T> call) {
        var answer = new CompletableFuture<T>();
        calls.add(() -> {
            try {
                answer.complete(call.call());
            } catch (Exception e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void close() {
        on(() -> isOver = true);
        try {
            run.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Runnable next() {
        try {
            return calls.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return () -> isOver = true;
        }
    }
}
