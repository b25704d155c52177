package dev.slipway.smoke.suite;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a step expects of the connection's TLS, beyond that it is verified.
 *
 * @param expiresAfter no certificate the server shows may end sooner than this from now
 * @param versions as JSSE names them: {@code TLSv1.2}; empty for any
 */
public record TlsPolicy(Optional<Duration> expiresAfter, List<String> versions, SourceSpan at) {
    /** The versions there are to allow; older ones are never spoken. */
    public static final List<String> VERSIONS = List.of("TLSv1.2", "TLSv1.3");

    public TlsPolicy {
        versions = List.copyOf(versions);
    }
}
