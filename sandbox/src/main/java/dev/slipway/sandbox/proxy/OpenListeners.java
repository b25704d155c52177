package dev.slipway.sandbox.proxy;

import dev.slipway.sandbox.model.elb.DescribeDataPlane.Listener;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.HTTP2Cipher;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HostHeaderCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listeners' ports. Not thread-safe. */
final class OpenListeners {
    private static final Logger LOG = LoggerFactory.getLogger(OpenListeners.class);
    /** Beyond the listener's own, so that a silent target is answered for before its client's connection is closed. */
    private static final Duration LONGER = Duration.ofSeconds(5);

    /**
     * "Application Load Balancers provide native support for HTTP/2 with HTTPS listeners. You can send up to 128 requests in
     * parallel using one HTTP/2 connection" (their user guide, "Listeners").
     */
    private static final int MOST_STREAMS = 128;

    /** As TLS names it: in small letters, unlike HTTP itself. */
    private static final String HTTP_1_1 = "http/1.1";

    private final String host;
    private final Server server;
    private final SSLContext tls;
    private final Map<String, Open> open = new HashMap<>();
    private final Set<String> refused = new TreeSet<>();

    /** An open port, and what is spoken there. */
    private record Open(ServerConnector connector, String protocol) {
        boolean serves(Listener listener) {
            return listener.port() == connector.getPort() && listener.protocol().equals(protocol);
        }
    }

    OpenListeners(String host, Server server, SSLContext tls) {
        this.host = host;
        this.server = server;
        this.tls = tls;
    }

    /** Opens and closes ports until these are the open ones; false if some can't be opened. */
    boolean open(List<Listener> wanted) {
        Map<String, Listener> byArn =
                wanted.stream().collect(Collectors.toMap(Listener::listenerArn, listener -> listener));
        open.entrySet().removeIf(entry -> {
            Listener listener = byArn.get(entry.getKey());
            boolean goes = listener == null || !entry.getValue().serves(listener);
            if (goes) {
                close(entry.getValue().connector());
            }
            return goes;
        });
        refused.retainAll(byArn.keySet());
        for (Listener listener : wanted) {
            Open there = open.get(listener.listenerArn());
            if (there == null) {
                open(listener);
            } else {
                there.connector().setIdleTimeout(idleMillis(listener));
            }
        }
        return refused.isEmpty();
    }

    void closeAll() {
        open.values().forEach(each -> close(each.connector()));
        open.clear();
    }

    private void open(Listener listener) {
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(false);
        configuration.setUriCompliance(UriCompliance.UNSAFE); // what a path may be is the target's to say
        configuration.setRelativeRedirectAllowed(true);
        var connector = new ServerConnector(server, 0, 1, speaking(listener.protocol(), configuration));
        connector.setName(listener.listenerArn());
        connector.setHost(host);
        connector.setPort(listener.port());
        connector.setIdleTimeout(idleMillis(listener));
        try {
            connector.start();
            server.addConnector(connector);
            open.put(listener.listenerArn(), new Open(connector, listener.protocol()));
            refused.remove(listener.listenerArn());
            LOG.info("listener opened port={} listener={}", listener.port(), listener.listenerArn());
        } catch (Exception e) {
            close(connector);
            if (refused.add(listener.listenerArn())) {
                LOG.error(
                        "port {} of {} can't be opened for listener {}: {}; trying again until it can or the"
                                + " listener goes. To fix: end the program that uses it, or give the listener"
                                + " another port",
                        listener.port(),
                        host,
                        listener.listenerArn(),
                        e.getMessage());
            }
        }
    }

    private ConnectionFactory[] speaking(String protocol, HttpConfiguration configuration) {
        var http = new HttpConnectionFactory(configuration);
        if (!protocol.equals("HTTPS")) {
            return new ConnectionFactory[] {http};
        }
        // Which certificate fits a host is decided when it is shown; a request for another host is the routes' to
        // judge.
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        configuration.addCustomizer(new HostHeaderCustomizer()); // HTTP/2 has none, and every target wants one
        var context = new SslContextFactory.Server();
        context.setSslContext(tls);
        context.setCipherComparator(HTTP2Cipher.COMPARATOR);
        var http2 = new HTTP2ServerConnectionFactory(configuration);
        http2.setMaxConcurrentStreams(MOST_STREAMS);
        var alpn = new ALPNServerConnectionFactory(http2.getProtocol(), HTTP_1_1);
        alpn.setDefaultProtocol(http.getProtocol());
        return new ConnectionFactory[] {new SslConnectionFactory(context, alpn.getProtocol()), alpn, http2, http};
    }

    private static long idleMillis(Listener listener) {
        return listener.idleTimeout().plus(LONGER).toMillis();
    }

    private static void close(ServerConnector connector) {
        try {
            connector.getServer().removeConnector(connector);
            connector.stop();
        } catch (Exception e) {
            LOG.warn("port {} was not closed in order: {}", connector.getPort(), e.toString());
        }
    }
}
