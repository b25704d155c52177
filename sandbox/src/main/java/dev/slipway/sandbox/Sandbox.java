package dev.slipway.sandbox;

import java.net.URI;
import java.util.List;

/** A sandbox that runs. */
public final class Sandbox implements AutoCloseable {
    private final int port;
    private final String tasks;
    private final List<AutoCloseable> running;

    /**
     * A running sandbox.
     *
     * @param tasks   how tasks are run, in words
     * @param running what is to be closed, in this order
     */
    Sandbox(int port, String tasks, List<AutoCloseable> running) {
        this.port = port;
        this.tasks = tasks;
        this.running = List.copyOf(running);
    }

    /** Where it answers: {@code http://127.0.0.1:<port>}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** How tasks are run, in words. */
    public String tasks() {
        return tasks;
    }

    /**
     * Ends every task, closes every listener, and waits for it.
     *
     * @throws IllegalStateException if a part could not be closed; the others are closed all the same
     */
    @Override
    public void close() {
        var failure = new IllegalStateException("the sandbox did not stop cleanly");
        for (AutoCloseable part : running) {
            try {
                part.close();
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }
}
