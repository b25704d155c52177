package dev.slipway.smoke.testing;

import dev.slipway.smoke.run.Secret;
import dev.slipway.smoke.run.Target;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** A certificate with its key, which may sign others: makes what a bad day brings, on the spot. */
public final class Issuer {
    private static final String COMMON_NAME = "2.5.4.3";
    private final String name;
    private final KeyPair keys;
    private final X509Certificate certificate;

    private Issuer(String name, KeyPair keys, X509Certificate certificate) {
        this.name = name;
        this.keys = keys;
        this.certificate = certificate;
    }

    /** What a certificate says. */
    public record Wanted(String name, boolean isAuthority, Instant from, Instant until, String signature) {
        /** A server's, for ten years around now. */
        public static Wanted server(String name) {
            Instant now = Instant.now();
            return new Wanted(
                    name, false, now.minusSeconds(86_400), now.plusSeconds(86_400L * 3650), "SHA256withECDSA");
        }

        /** One that may sign others. */
        public Wanted authority() {
            return new Wanted(name, true, from, until, signature);
        }

        /** Valid between these instead. */
        public Wanted valid(Instant start, Instant end) {
            return new Wanted(name, isAuthority, start, end, signature);
        }

        /** Signed so instead; the issuer's key has to fit. */
        public Wanted signed(String other) {
            return new Wanted(name, isAuthority, from, until, other);
        }
    }

    /** A certificate that vouches for itself. */
    public static Issuer selfSigned(Wanted wanted) {
        KeyPair keys = keys(wanted.signature());
        return new Issuer(wanted.name(), keys, signed(wanted, keys, wanted.name(), keys));
    }

    /** A certificate this one vouches for. */
    public Issuer issues(Wanted wanted) {
        KeyPair own = keys("ECDSA");
        return new Issuer(wanted.name(), own, signed(wanted, own, name, keys));
    }

    /** The certificate. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** Its key. */
    public KeyPair keys() {
        return keys;
    }

    /** The certificate as PEM. */
    public String certificatePem() {
        return encoded(certificate);
    }

    /** Its key as PEM, PKCS#8. */
    public String keyPem() {
        return pem("PRIVATE KEY", keys.getPrivate().getEncoded());
    }

    private static String encoded(X509Certificate certificate) {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String label, byte[] bytes) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(bytes);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    private static KeyPair keys(String signature) {
        try {
            boolean isRsa = signature.endsWith("RSA");
            KeyPairGenerator generator = KeyPairGenerator.getInstance(isRsa ? "RSA" : "EC");
            generator.initialize(isRsa ? 2048 : 256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate signed(Wanted wanted, KeyPair own, String issuer, KeyPair signer) {
        try {
            byte[] algorithm = algorithm(wanted.signature());
            byte[] content = Der.sequence(
                    Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
                    Der.integer(BigInteger.valueOf(own.getPublic().hashCode() & 0x7fff_ffffL)),
                    algorithm,
                    name(issuer),
                    Der.sequence(Der.time(wanted.from()), Der.time(wanted.until())),
                    name(wanted.name()),
                    own.getPublic().getEncoded(),
                    Der.tagged(0xa3, Der.sequence(extension(wanted))));
            Signature signature = Signature.getInstance(wanted.signature());
            signature.initSign(signer.getPrivate());
            signature.update(content);
            byte[] whole = Der.sequence(content, algorithm, Der.bits(signature.sign()));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] algorithm(String signature) {
        return switch (signature) {
            case "SHA256withECDSA" -> Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
            case "MD5withRSA" -> Der.sequence(Der.oid("1.2.840.113549.1.1.4"), Der.nothing());
            case "SHA256withRSA" -> Der.sequence(Der.oid("1.2.840.113549.1.1.11"), Der.nothing());
            default -> throw new IllegalArgumentException(signature);
        };
    }

    private static byte[] name(String common) {
        return Der.sequence(Der.set(Der.sequence(Der.oid(COMMON_NAME), Der.text(common))));
    }

    private static byte[] extension(Wanted wanted) {
        return wanted.isAuthority()
                ? Der.sequence(Der.oid("2.5.29.19"), Der.isTrue(), Der.octets(Der.sequence(Der.isTrue())))
                : Der.sequence(
                        Der.oid("2.5.29.17"),
                        Der.octets(Der.sequence(Der.tagged(0x82, wanted.name().getBytes(StandardCharsets.US_ASCII)))));
    }

    /** What a target needs to trust this one, and to say that it is {@code client}. */
    public Target.Trust trust(Optional<Issuer> client) {
        return Target.Trust.of(
                Optional.of(certificatePem()),
                client.map(one -> new Target.ClientCertificate(one.certificatePem(), new Secret(one.keyPem()))));
    }
}
