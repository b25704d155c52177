package dev.slipway.sandbox;

import dev.slipway.sandbox.drive.Calls;
import java.net.URI;
import java.util.List;

/** A sandbox that runs. */
public final class Sandbox implements AutoCloseable {
    private final int port;
    private final Calls calls;
    private final List<AutoCloseable> parts;

    /**
     * A running sandbox.
     *
     * @param parts what is to be closed, in this order
     */
    Sandbox(int port, Calls calls, List<AutoCloseable> parts) {
        this.port = port;
        this.calls = calls;
        this.parts = List.copyOf(parts);
    }

    /** Where it answers: {@code http://127.0.0.1:<port>}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The modelled world itself, for tests in the same process. */
    public Calls calls() {
        return calls;
    }

    /**
     * Ends every task, closes every listener, and waits for it.
     *
     * @throws IllegalStateException if a part could not be closed; the others are closed all the same
     */
    @Override
    public void close() {
        var failure = new IllegalStateException("the sandbox did not stop cleanly");
        for (AutoCloseable part : parts) {
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
