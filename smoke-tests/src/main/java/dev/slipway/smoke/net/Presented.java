package dev.slipway.smoke.net;

import dev.slipway.smoke.judge.Answer;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** What a server showed of itself in the handshake. */
final class Presented {
    private Presented() {}

    static Optional<Answer.Tls> in(@Nullable SSLSession session) {
        if (session == null) {
            return Optional.empty();
        }
        try {
            Instant end = Arrays.stream(session.getPeerCertificates())
                    .map(Presented::end)
                    .min(Comparator.naturalOrder())
                    .orElse(Instant.MAX);
            return Optional.of(new Answer.Tls(session.getProtocol(), end));
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    private static Instant end(Certificate certificate) {
        return certificate instanceof X509Certificate known
                ? known.getNotAfter().toInstant()
                : Instant.MAX;
    }
}
