package dev.slipway.smoke.run;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the requests go.
 *
 * @param name for reports: {@code green}
 * @param url scheme, host and perhaps a port; no path
 * @param connectTo another address and port to connect to under the URL's host name; Host, SNI, certificate check and
 *     cookies stay those of the URL
 * @param allowWrites whether tests that may change something can run
 */
public record Target(String name, URI url, Optional<HostPort> connectTo, boolean allowWrites) {
    /** A host and a port. */
    public record HostPort(String host, int port) {
        /**
         * Reads {@code host:port}; an IPv6 address stands in brackets.
         *
         * @throws IllegalArgumentException if it is not that, with a text that says so
         */
        public static HostPort parse(String text) {
            int colon = text.lastIndexOf(':');
            String host = colon < 0 ? "" : text.substring(0, colon).replaceAll("^\\[(.*)]$", "$1");
            String port = text.substring(colon + 1);
            if (host.isEmpty() || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65535 || text.contains("/")) {
                throw new IllegalArgumentException("'" + text + "' is not 'host:port'");
            }
            return new HostPort(host, Integer.parseInt(port));
        }

        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /**
     * A target with a checked URL.
     *
     * @throws IllegalArgumentException if {@code url} is not {@code http(s)://host[:port]}, with a text that says so
     */
    public static Target of(String name, String url, Optional<HostPort> connectTo, boolean allowWrites) {
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean hasMore = !String.valueOf(uri.getRawPath()).matches("/?")
                    || uri.getRawQuery() != null
                    || uri.getRawFragment() != null
                    || uri.getRawUserInfo() != null;
            if ((scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null && !hasMore) {
                return new Target(
                        name,
                        new URI(scheme, null, uri.getHost(), uri.getPort(), null, null, null),
                        connectTo,
                        allowWrites);
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the target '" + url + "' is not a URL: " + e.getReason(), e);
        }
        throw new IllegalArgumentException("the target '" + url + "' is not 'http(s)://host[:port]'");
    }

    /** The port of the URL, its scheme's default filled in. */
    public int port() {
        return url.getPort() > 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
    }

    /** The address to connect to. */
    public HostPort address() {
        return connectTo.orElseGet(() -> new HostPort(url.getHost().replaceAll("^\\[(.*)]$", "$1"), port()));
    }
}
