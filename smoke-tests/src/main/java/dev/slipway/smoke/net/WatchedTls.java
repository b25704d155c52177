package dev.slipway.smoke.net;

import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.core5.concurrent.CallbackContribution;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.reactor.ssl.TlsDetails;
import org.apache.hc.core5.reactor.ssl.TransportSecurityLayer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** A session's handshakes. JSSE checks the name while it checks the chain; HttpClient's own check would load a long list. */
final class WatchedTls extends DefaultClientTlsStrategy {
    private final NoCertificate none;
    private final Progress progress;
    private volatile @Nullable SSLSession latest;

    WatchedTls(TlsSetup setup, Progress progress) {
        super(setup.context(), HostnameVerificationPolicy.BUILTIN, NoopHostnameVerifier.INSTANCE);
        this.none = setup.none();
        this.progress = progress;
    }

    /** What the last handshake agreed on. */
    Optional<SSLSession> latest() {
        return Optional.ofNullable(latest);
    }

    /** Whether this server wanted a certificate that there is none of. */
    boolean lacksCertificateFor(String server) {
        return none.wasWantedBy(server);
    }

    @Override
    public SSLSocket upgrade(
            Socket socket, String target, int port, @Nullable Object attachment, @Nullable HttpContext context)
            throws IOException {
        progress.enter(Phase.HANDSHAKE);
        SSLSocket upgraded = super.upgrade(socket, target, port, attachment, context);
        latest = upgraded.getSession();
        return upgraded;
    }

    /** The asynchronous client speaks HTTP/2 only. */
    @Override
    public void upgrade(
            TransportSecurityLayer layer,
            NamedEndpoint endpoint,
            @Nullable Object attachment,
            @Nullable Timeout timeout,
            @Nullable FutureCallback<TransportSecurityLayer> callback) {
        progress.enter(Phase.HANDSHAKE);
        super.upgrade(layer, endpoint, attachment, timeout, new CallbackContribution<>(callback) {
            @Override
            public void completed(TransportSecurityLayer upgraded) {
                TlsDetails details = upgraded.getTlsDetails();
                latest = details == null ? null : details.getSSLSession();
                boolean isAgreed = details != null && "h2".equals(details.getApplicationProtocol());
                if (callback != null && isAgreed) {
                    callback.completed(upgraded);
                } else if (callback != null) {
                    callback.failed(new ProtocolException("HTTP/2 was asked for, and the server does not speak it"));
                }
            }
        });
    }
}
