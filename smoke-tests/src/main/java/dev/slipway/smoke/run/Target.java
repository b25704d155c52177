package dev.slipway.smoke.run;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
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
 * @param baseline what {@code sameAs} compares with: a target that is known to be good; it has no baseline of its own
 * @param family which addresses of a name are used
 * @param trust whom to believe, and who we are, beside the JDK's own authorities
 */
public record Target(
        String name,
        URI url,
        Optional<HostPort> connectTo,
        boolean allowWrites,
        Optional<Target> baseline,
        Family family,
        Trust trust) {
    /** Which addresses of a name are used; the first of them is the one tested. */
    public enum Family {
        /** Whatever the resolver says first. */
        ANY,
        /** IPv4 only. */
        IPV4,
        /** IPv6 only. */
        IPV6
    }

    /**
     * Certificates beside the JDK's authorities, as PEM texts.
     *
     * @param authorities certificates that are trusted too
     * @param client what we show a server that asks who we are
     * @param curl the words that make the command trust and show the same, unquoted; empty if they are in no files
     */
    public record Trust(Optional<String> authorities, Optional<ClientCertificate> client, List<String> curl) {
        public Trust {
            curl = List.copyOf(curl);
        }

        /** Certificates that are in no files. */
        public static Trust of(Optional<String> authorities, Optional<ClientCertificate> client) {
            return new Trust(authorities, client, List.of());
        }

        /** Written out: linking what the compiler would put here takes the command longer than a request. */
        @Override
        public int hashCode() {
            return 31 * authorities.hashCode() + client.hashCode();
        }

        /** Whether it is the JDK's authorities and nothing more. */
        public boolean isNone() {
            return authorities.isEmpty() && client.isEmpty();
        }

        /** Nothing more. */
        public static Trust none() {
            return of(Optional.empty(), Optional.empty());
        }
    }

    /**
     * A certificate of ours, with those between it and its root, and its key in PKCS#8, unencrypted.
     *
     * @param chain PEM, ours first
     * @param key PEM
     */
    public record ClientCertificate(String chain, Secret key) {}

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
            // 'http://localhost:$PORT' without the variable must not test what listens on port 80.
            boolean hasPort = uri.getPort() > 0 && uri.getPort() <= 65535;
            boolean namesNone = uri.getPort() == -1
                    && !String.valueOf(uri.getRawAuthority()).endsWith(":");
            if ((scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && !hasMore
                    && (hasPort || namesNone)) {
                return new Target(
                        name,
                        new URI(scheme, null, uri.getHost(), uri.getPort(), null, null, null),
                        connectTo,
                        allowWrites,
                        Optional.empty(),
                        Family.ANY,
                        Trust.none());
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the target '" + url + "' is not a URL: " + e.getReason(), e);
        }
        throw new IllegalArgumentException("the target '" + url + "' is not 'http(s)://host[:port]'");
    }

    /** Compared with {@code other}. */
    public Target withBaseline(Target other) {
        return new Target(name, url, connectTo, allowWrites, Optional.of(other), family, trust);
    }

    /** On addresses of {@code other} only. */
    public Target withFamily(Family other) {
        return new Target(name, url, connectTo, allowWrites, baseline, other, trust);
    }

    /** Trusting {@code other} too. */
    public Target withTrust(Trust other) {
        return new Target(name, url, connectTo, allowWrites, baseline, family, other);
    }

    /** Whether {@code other} has this target's scheme, host and port. */
    public boolean isOriginOf(URI other) {
        return url.getScheme().equalsIgnoreCase(other.getScheme())
                && url.getHost().equalsIgnoreCase(other.getHost())
                && port() == port(other);
    }

    /** The port of the URL, its scheme's default filled in. */
    public int port() {
        return port(url);
    }

    static int port(URI url) {
        return url.getPort() > 0 ? url.getPort() : url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    /** The address to connect to. */
    public HostPort address() {
        return connectTo.orElseGet(() -> address(url));
    }

    /** The address a URL itself names. */
    public static HostPort address(URI url) {
        return new HostPort(url.getHost().replaceAll("^\\[(.*)]$", "$1"), port(url));
    }
}
