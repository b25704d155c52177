package dev.slipway.demo.program;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports of 127.0.0.1 that nothing listens on at the moment. */
public final class Ports {
    /**
     * Below those that systems give to whoever asks for any, connections too: one of them could be taken before the program that
     * it is meant for is up.
     */
    private static final int FIRST = 20_000;

    private static final int COUNT = 12_000;

    /** Every process begins elsewhere. */
    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 97 % COUNT));

    private Ports() {}

    /** One that was not given before. */
    public static int free() {
        for (int tried = 0; tried < COUNT; tried++) {
            int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port from " + FIRST + " to " + (FIRST + COUNT - 1) + " is free");
    }

    /** {@code usual}, or any if that is taken. */
    public static int freeOr(int usual) {
        return isFree(usual) ? usual : free();
    }

    /**
     * {@code asked} itself.
     *
     * @throws DemoFailure if it is taken
     */
    public static int exactly(int asked) {
        if (!isFree(asked)) {
            throw DemoFailure.portTaken(asked);
        }
        return asked;
    }

    private static boolean isFree(int port) {
        try (var probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
