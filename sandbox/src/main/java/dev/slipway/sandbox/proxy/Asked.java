package dev.slipway.sandbox.proxy;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What of a request decides where it goes.
 *
 * @param host    the {@code Host} header, perhaps with a port; empty if there is none
 * @param path    without the query, as it was sent
 * @param query   without its question mark; empty if there is none
 * @param port    the listener's
 * @param headers the values of a header by its name, whose case does not matter
 */
record Asked(String method, String host, String path, String query, int port, Function<String, List<String>> headers) {

    /** The host in lower case, without a port. */
    String hostName() {
        int colon = host.lastIndexOf(':');
        boolean hasPort = colon > host.lastIndexOf(']');
        return (hasPort ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
    }
}
