package dev.slipway.sandbox.proxy;

import dev.slipway.sandbox.proxy.Authority.Issued;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/** An authority's key and certificate in a PKCS#12 file. The password keeps nobody out: the file's rights do. */
final class KeptKeys {
    private static final String ALIAS = "authority";
    private static final char[] PASSWORD = "slipway".toCharArray();

    private KeptKeys() {}

    /** What the file holds; empty if there is none, or its certificate is not valid until then. */
    static Optional<Issued> read(Path file, Instant until) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD);
            var certificate = (X509Certificate) store.getCertificate(ALIAS);
            var key = (PrivateKey) store.getKey(ALIAS, PASSWORD);
            return certificate.getNotAfter().toInstant().isBefore(until)
                    ? Optional.empty()
                    : Optional.of(new Issued(new KeyPair(certificate.getPublicKey(), key), certificate));
        } catch (IOException e) {
            throw new UncheckedIOException("the authority's keys in " + file + " can't be read", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the authority's keys in " + file + " can't be used", e);
        }
    }

    static void write(Path file, Issued issued) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, PASSWORD);
            store.setKeyEntry(ALIAS, issued.keys().getPrivate(), PASSWORD, new Certificate[] {issued.certificate()});
            try (OutputStream out = Files.newOutputStream(fresh)) {
                store.store(out, PASSWORD);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("the authority's keys can't be kept in " + file, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PKCS#12", e);
        }
    }
}
