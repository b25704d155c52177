package dev.slipway.smoke.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.smoke.judge.Answer;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.run.Call;
import dev.slipway.smoke.run.Cancellation;
import dev.slipway.smoke.run.Exchange;
import dev.slipway.smoke.run.Secret;
import dev.slipway.smoke.run.Target;
import dev.slipway.smoke.run.Transport;
import dev.slipway.smoke.suite.HttpVersion;
import dev.slipway.smoke.suite.Method;
import dev.slipway.smoke.testing.Issuer;
import dev.slipway.smoke.testing.Issuer.Wanted;
import dev.slipway.smoke.testing.TlsServer;
import dev.slipway.smoke.testing.WallTime;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way of showing the wrong certificate has one reason, as every host of badssl.com has. */
class CertificatesTest {
    private static final String HOST = "prod.example.com";
    private static final String LACKING =
            "; it wants a certificate of its clients, and this target has none: give" + " 'certFile' and 'keyFile'";
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final Issuer ROOT = Issuer.selfSigned(Wanted.server("root").authority());
    private final HttpTransport transport = HttpTransport.open(new WallTime());

    @AfterEach
    void stop() {
        transport.close();
    }

    @Test
    void aTrustedOneOfTheRightNameIsAnswered() throws Exception {
        Instant end = now.plus(Duration.ofDays(30));
        Issuer server = ROOT.issues(Wanted.server(HOST).valid(now.minusSeconds(60), end));

        Exchange exchange = asked(ROOT.trust(Optional.empty()), server);

        assertThat(((Exchange.Answered) exchange).answer().tls()).contains(new Answer.Tls("TLSv1.3", end));
    }

    @Test
    void theEarliestEndOfTheChainCounts() throws Exception {
        Instant soon = now.plus(Duration.ofDays(3));
        Issuer between = ROOT.issues(Wanted.server("between").authority().valid(now.minusSeconds(60), soon));
        Issuer server = between.issues(Wanted.server(HOST));

        Exchange exchange = asked(ROOT.trust(Optional.empty()), server, between);

        assertThat(((Exchange.Answered) exchange).answer().tls().orElseThrow().expiresAt())
                .isEqualTo(soon);
    }

    @Test
    void oneThatEndedIsExpired() throws Exception {
        Issuer server = ROOT.issues(Wanted.server(HOST).valid(now.minusSeconds(7200), now.minusSeconds(3600)));

        assertThat(refused(server)).startsWith("tls-expired: the certificate is out of its time: NotAfter: ");
    }

    @Test
    void oneThatHasNotBegunIsOutOfItsTimeToo() throws Exception {
        Issuer server = ROOT.issues(Wanted.server(HOST).valid(now.plusSeconds(3600), now.plusSeconds(7200)));

        assertThat(refused(server)).startsWith("tls-expired: the certificate is out of its time: NotBefore: ");
    }

    @Test
    void oneOfAnotherNameIsOfTheWrongHost() throws Exception {
        assertThat(refused(ROOT.issues(Wanted.server("other.example.com"))))
                .isEqualTo("tls-hostname: No subject alternative DNS name matching prod.example.com found.");
    }

    @Test
    void oneThatVouchesForItselfIsNotTrusted() throws Exception {
        assertThat(refused(Issuer.selfSigned(Wanted.server(HOST))))
                .isEqualTo("tls-untrusted: the certificate is not trusted: unable to find valid certification path to"
                        + " requested target");
    }

    @Test
    void oneOfAnUnknownRootIsNotTrusted() throws Exception {
        Issuer stranger = Issuer.selfSigned(Wanted.server("stranger").authority());

        assertThat(refused(stranger.issues(Wanted.server(HOST)), stranger)).startsWith("tls-untrusted: ");
    }

    @Test
    void aChainWithAGapIsNotTrusted() throws Exception {
        Issuer between = ROOT.issues(Wanted.server("between").authority());

        assertThat(refused(between.issues(Wanted.server(HOST)))).startsWith("tls-untrusted: ");
    }

    @Test
    void oneSignedByWhoMayNotSignIsNotTrusted() throws Exception {
        Issuer notAuthority = ROOT.issues(Wanted.server("leaf.example.com"));

        assertThat(refused(notAuthority.issues(Wanted.server(HOST)), notAuthority))
                .startsWith("tls-untrusted: ");
    }

    @Test
    void aWeakSignatureIsNotTrusted() throws Exception {
        Issuer root = Issuer.selfSigned(Wanted.server("old root").authority().signed("SHA256withRSA"));
        Issuer server = root.issues(Wanted.server(HOST).signed("MD5withRSA"));

        Exchange.Unanswered none = (Exchange.Unanswered) asked(root.trust(Optional.empty()), server);

        assertThat(none.reason()).as(none.what()).isEqualTo(Reason.TLS_UNTRUSTED);
        assertThat(none.what()).contains("MD5");
    }

    @Test
    void aServerThatRefusesTheHandshakeIsAnotherFaultOfTls() throws Exception {
        byte[] handshakeFailure = {0x15, 3, 3, 0, 2, 2, 0x28};
        try (TlsServer server = TlsServer.saying(handshakeFailure)) {
            Exchange.Unanswered none = (Exchange.Unanswered) asked(server, ROOT.trust(Optional.empty()));

            assertThat(none.reason().slug() + ": " + none.what())
                    .isEqualTo("tls-other: (handshake_failure) Received fatal alert: handshake_failure");
        }
    }

    @Test
    void aServerThatSpeaksPlainHttpIsAnotherFaultOfTls() throws Exception {
        byte[] plain = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        try (TlsServer server = TlsServer.saying(plain)) {
            Exchange.Unanswered none = (Exchange.Unanswered) asked(server, ROOT.trust(Optional.empty()));

            assertThat(none.reason().slug() + ": " + none.what())
                    .isEqualTo("tls-other: Unsupported or unrecognized SSL message");
        }
    }

    @Test
    void aServerThatWantsACertificateAndGetsNoneIsAnotherFaultOfTls() throws Exception {
        try (TlsServer server = TlsServer.asking(ROOT.issues(Wanted.server(HOST)), ROOT, "TLSv1.2")) {
            Exchange.Unanswered none = (Exchange.Unanswered) asked(server, ROOT.trust(Optional.empty()));

            assertThat(none.reason()).as(none.what()).isEqualTo(Reason.TLS_OTHER);
            assertThat(none.what()).endsWith(LACKING);
        }
    }

    /** It takes the handshake for good at first, so that what it does then may look like any loss of a connection. */
    @ParameterizedTest
    @EnumSource
    void aServerThatMissesACertificateOnlyAfterwardsIsKnownToWantOne(HttpVersion version) throws Exception {
        try (TlsServer server = TlsServer.asking(ROOT.issues(Wanted.server(HOST)), ROOT, "TLSv1.3")) {
            Exchange.Unanswered none = (Exchange.Unanswered) asked(server, ROOT.trust(Optional.empty()), version);

            assertThat(none.what()).endsWith(LACKING);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aServerThatWantsACertificateAndGetsItAnswers(String protocol) throws Exception {
        Issuer client = ROOT.issues(Wanted.server("client.example.com"));
        try (TlsServer server = TlsServer.asking(ROOT.issues(Wanted.server(HOST)), ROOT, protocol)) {
            Exchange exchange = asked(server, ROOT.trust(Optional.of(client)));

            assertThat(exchange).as(exchange.toString()).isInstanceOf(Exchange.Answered.class);
        }
    }

    @Test
    void aKeyThatIsNoneIsSaidBeforeAnythingIsSentAndNotQuoted() {
        Target.Trust broken = Target.Trust.of(
                Optional.empty(),
                Optional.of(new Target.ClientCertificate(ROOT.certificatePem(), new Secret("not a key"))));

        assertThat(transport.fault(target(1).withTrust(broken)))
                .contains("the certificates or the key given with it can't be used (InvalidKeySpecException); they are"
                        + " PEM, the key unencrypted PKCS#8");
    }

    private String refused(Issuer... chain) throws IOException, GeneralSecurityException {
        Exchange.Unanswered none = (Exchange.Unanswered) asked(ROOT.trust(Optional.empty()), chain);
        return none.reason().slug() + ": " + none.what();
    }

    private Exchange asked(Target.Trust trust, Issuer... chain) throws IOException, GeneralSecurityException {
        try (TlsServer server = TlsServer.showing(chain)) {
            return asked(server, trust);
        }
    }

    private Exchange asked(TlsServer server, Target.Trust trust) {
        return asked(server, trust, HttpVersion.HTTP_1_1);
    }

    private Exchange asked(TlsServer server, Target.Trust trust, HttpVersion version) {
        Target target = target(server.port()).withTrust(trust);
        try (Transport.Session session = transport.open(target)) {
            return session.send(
                    new Call(
                            Method.GET,
                            URI.create(target.url() + "/"),
                            List.of(),
                            Optional.empty(),
                            true,
                            version,
                            List.of()),
                    Duration.ofSeconds(10),
                    Cancellation.create());
        }
    }

    private static Target target(int port) {
        return Target.of("green", "https://" + HOST, Optional.of(new Target.HostPort("127.0.0.1", port)), false);
    }
}
