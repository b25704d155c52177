package dev.slipway.sandbox.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox's own certificate authority: makes a certificate for whatever host a client of an HTTPS listener asks for.
 * Whoever is to trust it takes {@link #pem}. Thread-safe.
 */
public final class Authority {
    private static final X500Name NAME = new X500Name("CN=Slipway sandbox authority");
    private static final Duration BACKDATED = Duration.ofDays(1);
    private static final Duration LIFE = Duration.ofDays(365);

    private final InstantSource clock;
    private final SecureRandom random;
    /** Made when it is first needed: most sandboxes have no HTTPS listener, and this takes longer than most of their start. */
    private @Nullable Issued root;

    private final Map<String, Issued> issued = new ConcurrentHashMap<>();

    /** A certificate and the key that goes with it. */
    record Issued(KeyPair keys, X509Certificate certificate) {}

    private final Optional<Path> file;

    private Authority(InstantSource clock, SecureRandom random, Optional<Path> file) {
        this.clock = clock;
        this.random = random;
        this.file = file;
    }

    /** A new authority, which nobody trusts yet. */
    public static Authority make(InstantSource clock, SecureRandom random) {
        return new Authority(clock, random, Optional.empty());
    }

    /**
     * The authority that is kept in a file, for its owner only; a new one if there is no file or its time is nearly over.
     */
    public static Authority kept(InstantSource clock, SecureRandom random, Path file) {
        return new Authority(clock, random, Optional.of(file));
    }

    /** Its certificate, for clients that are to trust it. */
    public String pem() {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(certificate().getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the authority's certificate can't be written", e);
        }
    }

    X509Certificate certificate() {
        return root().certificate();
    }

    private synchronized Issued root() {
        if (root == null) {
            root = file.flatMap(kept -> KeptKeys.read(kept, clock.instant().plus(BACKDATED)))
                    .orElseGet(this::fresh);
        }
        return root;
    }

    private Issued fresh() {
        KeyPair keys = freshKeys();
        var made = new Issued(keys, sign(builder(NAME, keys), keys, Constraint.AUTHORITY, ""));
        file.ifPresent(kept -> KeptKeys.write(kept, made));
        return made;
    }

    /** A certificate for the host, the same every time; valid for 127.0.0.1 and localhost as well. */
    Issued forHost(String host) {
        return issued.computeIfAbsent(host, this::issue);
    }

    private Issued issue(String host) {
        KeyPair own = freshKeys();
        return new Issued(
                own,
                sign(builder(new X500Name("CN=" + commonName(host)), own), root().keys(), Constraint.SERVER, host));
    }

    /** A common name has 64 characters at most, and nobody looks at it beside the alternative names. */
    private static String commonName(String host) {
        return host.matches("[A-Za-z0-9.*-]{1,64}") ? host : "sandbox";
    }

    private X509v3CertificateBuilder builder(X500Name subject, KeyPair own) {
        Instant now = clock.instant();
        return new JcaX509v3CertificateBuilder(
                NAME,
                new BigInteger(127, random).add(BigInteger.ONE),
                Date.from(now.minus(BACKDATED)),
                Date.from(now.plus(LIFE)),
                subject,
                own.getPublic());
    }

    private enum Constraint {
        AUTHORITY,
        SERVER
    }

    private X509Certificate sign(X509v3CertificateBuilder builder, KeyPair keys, Constraint constraint, String host) {
        try {
            boolean isAuthority = constraint == Constraint.AUTHORITY;
            var extensions = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(isAuthority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(keys.getPublic()));
            if (isAuthority) {
                builder.addExtension(
                        Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(keys.getPublic()));
            } else {
                builder.addExtension(
                        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
                builder.addExtension(Extension.subjectAlternativeName, false, names(host));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (GeneralSecurityException | OperatorException e) {
            throw new IllegalStateException("no certificate can be made for '" + host + "'", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GeneralNames names(String host) {
        return new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.dNSName, host),
            new GeneralName(GeneralName.dNSName, "localhost"),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1")
        });
    }

    private KeyPair freshKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has elliptic curves", e);
        }
    }
}
