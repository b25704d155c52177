package dev.slipway.sandbox.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpsListenerTest extends DataPlaneFixture {

    @BeforeEach
    void oneTargetBehindHttps() {
        var target = closedAfterwards(TestTarget.answering(exchange -> TestTarget.say(
                exchange,
                200,
                exchange.getRequestHeaders().getFirst("X-Forwarded-Proto") + " "
                        + exchange.getRequestHeaders().getFirst("Host"))));
        show(Pictures.listeningAt(port)
                .https()
                .rule(Pictures.forward("blue"))
                .group("blue", Pictures.healthy(target.port()))
                .picture());
    }

    @Test
    void showsACertificateForTheHostThatTheClientAsksFor() throws Exception {
        try (SSLSocket socket = connect(trusting(authority), "shop.example.com")) {
            String answer = get(socket, "shop.example.com");

            var shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            assertThat(shown.getSubjectX500Principal().getName()).isEqualTo("CN=shop.example.com");
            assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nhttps shop.example.com");
        }
    }

    @Test
    void serves127001WithoutAName() throws Exception {
        try (SSLSocket socket = connect(trusting(authority), "127.0.0.1")) {
            assertThat(get(socket, "127.0.0.1")).startsWith("HTTP/1.1 200 ");
        }
    }

    /** As {@code curl --http1.1} and Python's clients do. */
    @Test
    void speaksHttp11WithAClientThatAsksForNothingElse() throws Exception {
        try (SSLSocket socket = connect(trusting(authority), "127.0.0.1")) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"http/1.1"});
            socket.setSSLParameters(parameters);

            assertThat(get(socket, "127.0.0.1")).startsWith("HTTP/1.1 200 ");
            assertThat(socket.getApplicationProtocol()).isEqualTo("http/1.1");
        }
    }

    @Test
    void speaksHttp2WithAClientThatAsksForIt() throws Exception {
        var client = closedAfterwards(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .sslContext(trusting(authority))
                .build());

        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/"))
                        .timeout(PATIENCE)
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(List.of(answer.version(), answer.statusCode(), answer.body()))
                .isEqualTo(List.of(HttpClient.Version.HTTP_2, 200, "https 127.0.0.1:" + port));
    }

    /** A browser sends each cookie by itself, which a target that speaks HTTP/1.1 does not expect (RFC 9113, 8.2.3). */
    @Test
    void joinsWhatHttp2SplitOfACookie() throws Exception {
        var target = closedAfterwards(TestTarget.answering(exchange -> TestTarget.say(
                exchange,
                200,
                exchange.getRequestHeaders().get("Cookie") + " "
                        + exchange.getRequestHeaders().get("X-Twice"))));
        show(Pictures.listeningAt(port)
                .https()
                .rule(Pictures.forward("blue"))
                .group("blue", Pictures.healthy(target.port()))
                .picture());
        var client = closedAfterwards(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .sslContext(trusting(authority))
                .build());

        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/"))
                        .timeout(PATIENCE)
                        .header("Cookie", "a=1")
                        .header("Cookie", "b=2")
                        .header("X-Twice", "1")
                        .header("X-Twice", "2")
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(List.of(answer.version(), answer.body()))
                .isEqualTo(List.of(HttpClient.Version.HTTP_2, "[a=1; b=2] [1, 2]"));
    }

    @Test
    void isTrustedByNobodyElse() throws Exception {
        var another = Authority.make(java.time.InstantSource.system(), new java.security.SecureRandom());

        assertThatThrownBy(() -> {
                    try (SSLSocket socket = connect(trusting(another), "shop.example.com")) {
                        get(socket, "shop.example.com");
                    }
                })
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("PKIX path");
    }

    @Test
    void becomesPlainAgainWhenItsProtocolIsChanged() throws Exception {
        show(Pictures.listeningAt(port)
                .rule(Pictures.forward("blue"))
                .group("blue")
                .picture());

        assertThat(get("/").statusCode()).isEqualTo(503);
    }

    /** As every client does: the chain is checked against the authority, and the name against the host. */
    private SSLSocket connect(SSLContext context, String host) throws IOException {
        Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
        var socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (!host.matches("[0-9.]+")) {
            parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        return socket;
    }

    private static String get(SSLSocket socket, String host) throws IOException {
        String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    private static SSLContext trusting(Authority authority) throws Exception {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        byte[] pem = authority.pem().getBytes(StandardCharsets.US_ASCII);
        store.setCertificateEntry(
                "sandbox", CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
