package dev.slipway.smoke.net;

import dev.slipway.smoke.run.Target;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS that is always verified, by the JDK's authorities and those of a target.
 *
 * @param none who wanted a certificate of a target that has none
 */
record TlsSetup(SSLContext context, NoCertificate none) {
    /** What TLS is spoken by with targets of this trust. */
    static TlsSetup of(Target.Trust trust) throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        NoCertificate none = new NoCertificate();
        context.init(
                trust.client().isEmpty()
                        ? new KeyManager[] {none}
                        : keys(trust.client().get()),
                authorities(trust),
                null);
        return new TlsSetup(context, none);
    }

    private static KeyManager[] keys(Target.ClientCertificate client) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setKeyEntry(
                "client",
                Pem.key(client.key().value()),
                new char[0],
                Pem.certificates(client.chain()).toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    private static TrustManager[] authorities(Target.Trust trust) throws GeneralSecurityException, IOException {
        if (trust.authorities().isEmpty()) {
            return new TrustManager[] {new KnownAuthorities()};
        }
        KeyStore all = empty();
        for (TrustManager manager : trusting(null)) {
            if (manager instanceof X509TrustManager x509) {
                put(all, "known", List.of(x509.getAcceptedIssuers()));
            }
        }
        put(all, "more", Pem.certificates(trust.authorities().get()));
        return trusting(all);
    }

    private static TrustManager[] trusting(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static void put(KeyStore store, String kind, List<X509Certificate> certificates)
            throws GeneralSecurityException {
        for (X509Certificate certificate : certificates) {
            store.setCertificateEntry(kind + "-" + store.size(), certificate);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
