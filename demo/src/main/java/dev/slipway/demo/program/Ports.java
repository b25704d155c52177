package dev.slipway.demo.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of 127.0.0.1 that nothing listens on at the moment. */
public final class Ports {
    private Ports() {}

    /** Any. */
    public static int free() {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
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
