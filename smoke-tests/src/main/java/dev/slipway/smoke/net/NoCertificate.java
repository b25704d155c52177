package dev.slipway.smoke.net;

import dev.slipway.smoke.run.Target;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Has no certificate for a server that wants one, and remembers which did: in TLS 1.3 such a server ends the connection
 * only after the handshake, and then nothing else tells why. Thread-safe.
 */
final class NoCertificate extends X509ExtendedKeyManager {
    private final Set<String> servers = ConcurrentHashMap.newKeySet();

    /**
     * Whether this server wanted a certificate.
     *
     * @param server {@code address:port}, with HTTP/2 the name in the URL: no more is known of it there
     */
    boolean wasWantedBy(String server) {
        return servers.contains(server);
    }

    @Override
    public @Nullable String chooseClientAlias(String[] keyType, Principal @Nullable [] issuers, Socket socket) {
        if (socket.getRemoteSocketAddress() instanceof InetSocketAddress server) {
            servers.add(new Target.HostPort(server.getAddress().getHostAddress(), server.getPort()).toString());
        }
        return null;
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        servers.add(engine.getPeerHost());
        return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return null;
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return null;
    }
}
