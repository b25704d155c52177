package dev.slipway.smoke.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;

/** Knows one address: the one resolved before, which is the one to be tested. Is asked for new connections only. */
final class Resolved implements DnsResolver {
    private final Progress progress;
    private volatile @Nullable InetAddress address;
    private volatile boolean asked;

    Resolved(Progress progress) {
        this.progress = progress;
    }

    /** The next connection goes to {@code next}. */
    void expect(@Nullable InetAddress next) {
        address = next;
        asked = false;
    }

    /** Whether a connection was made since {@link #expect}. */
    boolean isAsked() {
        return asked;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        asked = true;
        progress.enter(Phase.CONNECTING);
        return new InetAddress[] {Optional.ofNullable(address).orElseThrow(() -> new UnknownHostException(host))};
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
