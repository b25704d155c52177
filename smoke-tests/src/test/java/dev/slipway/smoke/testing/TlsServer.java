package dev.slipway.smoke.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** A server on loopback that shows the certificates it is told, whatever is wrong with them, and answers 204. */
public final class TlsServer implements AutoCloseable {
    private static final byte[] ANSWER = "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private final ServerSocket socket;

    private TlsServer(ServerSocket socket) {
        this.socket = socket;
        Thread.ofVirtual().start(this::serve);
    }

    /** Shows {@code chain}, the first of which is its own. */
    public static TlsServer showing(Issuer... chain) throws IOException, GeneralSecurityException {
        return new TlsServer(open(context(List.of(chain), new TrustManager[0])));
    }

    /**
     * Shows {@code own}, and wants one from {@code clients} in return.
     *
     * @param protocol {@code TLSv1.2} refuses who has none within the handshake, {@code TLSv1.3} after it
     */
    public static TlsServer asking(Issuer own, Issuer clients, String protocol)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("clients", clients.certificate());
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        SSLServerSocket socket = open(context(List.of(own), factory.getTrustManagers()));
        socket.setEnabledProtocols(new String[] {protocol});
        socket.setNeedClientAuth(true);
        return new TlsServer(socket);
    }

    /** Says {@code bytes} to whoever comes, and closes. */
    public static TlsServer saying(byte[] bytes) throws IOException {
        return new TlsServer(new Saying(bytes));
    }

    /** Where it listens. */
    public int port() {
        return socket.getLocalPort();
    }

    private static SSLServerSocket open(SSLContext context) throws IOException {
        return (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 8, InetAddress.getLoopbackAddress());
    }

    private static SSLContext context(List<Issuer> chain, TrustManager[] clients) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {new Shown(chain)}, clients, null);
        return context;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket accepted = socket.accept();
                Thread.ofVirtual().start(() -> answer(accepted));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void answer(Socket accepted) {
        try (accepted) {
            byte[] request = new byte[4096];
            while (accepted.getInputStream().read(request) > 0) {
                accepted.getOutputStream().write(ANSWER);
            }
        } catch (IOException e) {
            // A client that does not trust us goes away; that is what is tested.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** A socket that answers before it is asked. */
    private static final class Saying extends ServerSocket {
        private final byte[] bytes;

        private Saying(byte[] bytes) throws IOException {
            super(0, 8, InetAddress.getLoopbackAddress());
            this.bytes = bytes.clone();
        }

        @Override
        public Socket accept() throws IOException {
            Socket accepted = super.accept();
            int ignored = accepted.getInputStream().read(new byte[4096]);
            accepted.getOutputStream().write(bytes);
            return accepted;
        }
    }

    /** Chooses the one chain there is: the JDK's own would rather show nothing than a weak one. */
    private static final class Shown extends X509ExtendedKeyManager {
        private final List<Issuer> chain;

        private Shown(List<Issuer> chain) {
            this.chain = chain;
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            return new String[] {"own"};
        }

        @Override
        public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            return keyType.equals(chain.getFirst().keys().getPublic().getAlgorithm()) ? "own" : null;
        }

        @Override
        public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
            return "own";
        }

        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
            return "own";
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return chain.stream().map(Issuer::certificate).toArray(X509Certificate[]::new);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return chain.getFirst().keys().getPrivate();
        }
    }
}
