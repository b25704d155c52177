package dev.slipway.sandbox.tasks;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/**
 * Finds ports for programs that are told theirs. Below the range from which the kernel takes the ports of outgoing
 * connections, so that none of those sits on one before the program does.
 */
final class FreePorts {
    private static final int FIRST = 20_000;
    private static final int END = 32_000;

    private int next;

    FreePorts(RandomGenerator random) {
        next = random.nextInt(FIRST, END);
    }

    /**
     * A port of 127.0.0.1 on which nothing listens and that was not given out lately.
     *
     * @throws IOException if all are taken
     */
    synchronized int take() throws IOException {
        for (int tried = 0; tried < END - FIRST; tried++) {
            int port = next;
            next = next + 1 < END ? next + 1 : FIRST;
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("no port from " + FIRST + " to " + (END - 1) + " is free");
    }

    private static boolean isFree(int port) {
        // The wildcard address: a program may listen on any address, and most listen on all.
        try (var probe = new ServerSocket(port, 1)) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
