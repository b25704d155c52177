package dev.slipway.sandbox.wire;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import java.net.BindException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sandbox's HTTP server: a virtual thread per request. */
public final class HttpServer implements AutoCloseable {
    /** What ECS, DynamoDB and the others take at most is far less; image layers are streamed and do not count. */
    private static final long LARGEST_BODY_BYTES = 20L * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    private final Javalin server;

    private HttpServer(Javalin server) {
        this.server = server;
    }

    /** A server that listens on 127.0.0.1 only; the rest is as of the other. */
    public static HttpServer listening(int port, Consumer<RoutesConfig> routes) throws PortInUse {
        return listening("127.0.0.1", port, routes);
    }

    /**
     * A server that listens.
     *
     * @param host an address of this machine; 0.0.0.0 for all of them
     * @param port 0 for any free one
     * @throws PortInUse if another program listens there
     */
    public static HttpServer listening(String host, int port, Consumer<RoutesConfig> routes) throws PortInUse {
        Javalin server = Javalin.create(config -> settle(config, routes));
        try {
            return new HttpServer(server.start(host, port));
        } catch (RuntimeException e) {
            server.stop();
            if (isBindFailure(e)) {
                throw PortInUse.at(host, port);
            }
            throw e;
        }
    }

    private static void settle(JavalinConfig config, Consumer<RoutesConfig> routes) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.maxRequestSize = LARGEST_BODY_BYTES;
        // Layers are compressed already, and their length is told before they are sent.
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.routes.exception(Exception.class, (e, context) -> {
            LOG.error("{} {} failed", context.method(), context.path(), e);
            context.status(500).result("The sandbox failed, which is a fault of its own: " + e + "\n");
        });
        routes.accept(config.routes);
    }

    private static boolean isBindFailure(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    /** Another program listens at the port. */
    public static final class PortInUse extends Exception {
        private static final long serialVersionUID = 1L;

        private PortInUse(String message) {
            super(message);
        }

        static PortInUse at(String host, int port) {
            return new PortInUse("port " + port + " of " + host + " is in use");
        }
    }
}
