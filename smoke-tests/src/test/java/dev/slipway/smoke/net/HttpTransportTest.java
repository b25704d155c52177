package dev.slipway.smoke.net;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.run.Call;
import dev.slipway.smoke.run.Cancellation;
import dev.slipway.smoke.run.Exchange;
import dev.slipway.smoke.run.Target;
import dev.slipway.smoke.run.Transport;
import dev.slipway.smoke.suite.Method;
import dev.slipway.smoke.testing.WallTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The real network: every way of not answering has one reason. */
class HttpTransportTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(400);

    private final WireMockServer server =
            new WireMockServer(options().dynamicPort().dynamicHttpsPort().bindAddress("127.0.0.1"));
    private final HttpTransport transport = HttpTransport.open(new WallTime());
    private final Cancellation cancellation = Cancellation.create();

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        transport.close();
        server.stop();
    }

    @Test
    void aResetIsAReset() {
        answers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertThat(reason(LIMIT)).isEqualTo(Reason.RESET);
    }

    @Test
    void aCloseWithoutAnAnswerIsAReset() {
        answers(aResponse().withFault(Fault.EMPTY_RESPONSE));

        assertThat(reason(LIMIT)).isEqualTo(Reason.RESET);
    }

    @Test
    void garbageIsAProtocolViolation() {
        answers(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));

        assertThat(reason(LIMIT)).isEqualTo(Reason.PROTOCOL);
    }

    @Test
    void bytesThatAreNoAnswerAreAProtocolViolation() {
        answers(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE));

        assertThat(reason(LIMIT)).isEqualTo(Reason.PROTOCOL);
    }

    @Test
    void everyPhaseIsTimedAndTheyMakeUpTheDuration() {
        answers(aResponse().withFixedDelay(60));

        Exchange.Answered answered = answered(send(LIMIT));

        assertThat(answered.phases().firstByte()).isGreaterThanOrEqualTo(Duration.ofMillis(50));
        assertThat(answered.phases().connect()).isPositive();
        assertThat(answered.phases().tls()).isZero();
        assertThat(answered.phases().total())
                .isLessThan(answered.answer().duration().plusMillis(50));
    }

    @Test
    void aKeptConnectionCostsNoConnecting() {
        answers(aResponse().withHeader("Set-Cookie", "who=abcdefgh; Path=/"));
        Target target = target("http://127.0.0.1:" + server.port());
        try (Transport.Session session = transport.open(target)) {
            session.send(call(target, Method.GET), LIMIT, cancellation);

            Exchange second = session.send(call(target, Method.GET), LIMIT, cancellation);

            assertThat(second.phases().connect()).isZero();
            server.verify(1, getRequestedFor(anyUrl()).withHeader("Cookie", equalTo("who=abcdefgh")));
        }
    }

    @Test
    void aRedirectToAnotherOriginLeavesTheAddressOfTheTarget() {
        answers(aResponse().withStatus(204));
        Target green =
                Target.of("green", "http://prod.example.com", Optional.of(new Target.HostPort("127.0.0.1", 1)), false);
        URI elsewhere = URI.create("http://127.0.0.1:" + server.port() + "/x");
        try (Transport.Session session = transport.open(green)) {
            Exchange exchange = session.send(Call.of(Method.GET, elsewhere, List.of()), LIMIT, cancellation);

            assertThat(exchange.remote()).contains("127.0.0.1:" + server.port());
        }
    }

    @Test
    void aNameWithoutAnAddressOfTheWantedFamilyIsADnsError() {
        Target six = target("http://127.0.0.1:" + server.port()).withFamily(Target.Family.IPV6);

        Exchange.Unanswered none = (Exchange.Unanswered) send(six, LIMIT);

        assertThat(none.reason()).isEqualTo(Reason.DNS);
        assertThat(none.what()).isEqualTo("no address for '127.0.0.1' as IPv6, only of the other kind for '127.0.0.1'");
    }

    @Test
    void anAnswerThatComesTooLateIsATimeoutAtTheLimit() {
        answers(aResponse().withFixedDelay(5000));

        Exchange.Unanswered none = (Exchange.Unanswered) send(SHORT);

        assertThat(none.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(none.what()).isEqualTo("connected, but no answer began within 400 ms");
        assertThat(none.duration()).isBetween(SHORT, Duration.ofSeconds(3));
    }

    @Test
    void anAnswerThatDripsIsATimeoutAtTheLimitThoughEveryReadIsQuick() {
        answers(aResponse().withBody("a".repeat(200)).withChunkedDribbleDelay(100, 5000));

        Exchange.Unanswered none = (Exchange.Unanswered) send(SHORT);

        assertThat(none.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(none.what()).isEqualTo("an answer began, but did not end within 400 ms");
        assertThat(none.duration()).isBetween(SHORT, Duration.ofSeconds(3));
    }

    @Test
    void aBodyBeyondTheCapIsTooLarge() {
        answers(aResponse().withBody("a".repeat((1 << 20) + 1)));

        assertThat(reason(LIMIT)).isEqualTo(Reason.BODY_TOO_LARGE);
    }

    @Test
    void aBodyAtTheCapIsNot() {
        answers(aResponse().withBody("a".repeat(1 << 20)));

        assertThat(answered(send(LIMIT)).answer().body().length()).isEqualTo(1 << 20);
    }

    @Test
    void aClosedPortRefuses() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }

        Exchange exchange = send(target("http://127.0.0.1:" + closed), LIMIT);

        assertThat(((Exchange.Unanswered) exchange).what()).isEqualTo("connection refused by 127.0.0.1:" + closed);
        assertThat(((Exchange.Unanswered) exchange).reason()).isEqualTo(Reason.CONNECT_REFUSED);
    }

    @Test
    void aNameNobodyKnowsIsADnsError() {
        Exchange exchange = send(target("http://no-such-host.invalid"), LIMIT);

        assertThat(((Exchange.Unanswered) exchange).reason()).isEqualTo(Reason.DNS);
    }

    @Test
    void aCertificateNobodyVouchesForIsNotTrusted() {
        Exchange exchange = send(target("https://127.0.0.1:" + server.httpsPort()), LIMIT);

        assertThat(((Exchange.Unanswered) exchange).reason()).isEqualTo(Reason.TLS_UNTRUSTED);
    }

    @Test
    void aRedirectIsAnAnswer() {
        answers(aResponse().withStatus(302).withHeader("Location", "/elsewhere"));

        assertThat(answered(send(LIMIT)).answer().status()).isEqualTo(302);
    }

    /** Otherwise an answer would be judged that no other client of the service gets to see. */
    @Test
    void nothingIsAskedForThatTheSuiteDoesNotSay() {
        answers(aResponse());

        send(LIMIT);

        server.verify(getRequestedFor(anyUrl()).withoutHeader("Accept-Encoding").withoutHeader("Accept"));
    }

    @Test
    void aRefusalForNowIsAskedOnce() {
        answers(aResponse().withStatus(503).withHeader("Retry-After", "0"));

        assertThat(answered(send(LIMIT)).answer().status()).isEqualTo(503);
        assertThat(server.getAllServeEvents()).hasSize(1);
    }

    @Test
    void anotherAddressKeepsTheHostOfTheUrl() {
        answers(aResponse().withStatus(204));
        Target green = Target.of(
                "green",
                "http://prod.example.com",
                Optional.of(new Target.HostPort("127.0.0.1", server.port())),
                false);

        Exchange exchange = send(green, LIMIT);

        assertThat(exchange.remote()).contains("127.0.0.1:" + server.port());
        server.verify(getRequestedFor(anyUrl()).withHeader("Host", equalTo("prod.example.com")));
    }

    @Test
    void aCancellationCutsItOffAtOnce() {
        answers(aResponse().withFixedDelay(8000));
        Thread.ofVirtual().start(cancellation::cancel);

        Exchange.Unanswered none = (Exchange.Unanswered) send(LIMIT);

        assertThat(none.reason()).isEqualTo(Reason.INTERRUPTED);
        assertThat(none.duration()).isLessThan(Duration.ofSeconds(5));
    }

    /** Nobody takes the connections of a full queue: Linux then lets them hang. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aConnectionNobodyTakesIsGivenUpAfterTwoSeconds() throws IOException {
        List<Socket> queued = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 2; i++) {
                queued.add(new Socket(full.getInetAddress(), full.getLocalPort()));
            }

            Exchange exchange = send(target("http://127.0.0.1:" + full.getLocalPort()), LIMIT);

            Exchange.Unanswered none = (Exchange.Unanswered) exchange;
            assertThat(none.reason()).isEqualTo(Reason.CONNECT_TIMEOUT);
            assertThat(none.what()).isEqualTo("not connected to 127.0.0.1:" + full.getLocalPort() + " within 2 s");
            assertThat(none.duration()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(9));
        } finally {
            for (Socket socket : queued) {
                socket.close();
            }
        }
    }

    private void answers(ResponseDefinitionBuilder response) {
        server.stubFor(any(anyUrl()).willReturn(response));
    }

    private Reason reason(Duration limit) {
        return ((Exchange.Unanswered) send(limit)).reason();
    }

    private Exchange send(Duration limit) {
        return send(target("http://127.0.0.1:" + server.port()), limit);
    }

    private Exchange send(Target target, Duration limit) {
        try (Transport.Session session = transport.open(target)) {
            return session.send(call(target, Method.GET), limit, cancellation);
        }
    }

    private static Exchange.Answered answered(Exchange exchange) {
        assertThat(exchange).isInstanceOf(Exchange.Answered.class);
        return (Exchange.Answered) exchange;
    }

    private static Target target(String url) {
        return Target.of("test", url, Optional.empty(), true);
    }

    private static Call call(Target target, Method method) {
        return Call.of(method, URI.create(target.url() + "/x"), List.of());
    }
}
