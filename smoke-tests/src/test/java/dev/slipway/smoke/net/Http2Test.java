package dev.slipway.smoke.net;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.slipway.smoke.judge.Body;
import dev.slipway.smoke.judge.Header;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.run.Call;
import dev.slipway.smoke.run.Cancellation;
import dev.slipway.smoke.run.Exchange;
import dev.slipway.smoke.run.Phases;
import dev.slipway.smoke.run.Target;
import dev.slipway.smoke.run.Transport;
import dev.slipway.smoke.suite.HttpVersion;
import dev.slipway.smoke.suite.Method;
import dev.slipway.smoke.testing.Issuer;
import dev.slipway.smoke.testing.Issuer.Wanted;
import dev.slipway.smoke.testing.TlsServer;
import dev.slipway.smoke.testing.WallTime;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** HTTP/2 where it is asked for: the same answers and the same reasons. */
class Http2Test {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(400);

    private final WireMockServer server =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
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
    void anAnswerComesByIt() {
        answers(aResponse().withStatus(201).withHeader("ETag", "x").withBody("made"));

        Exchange.Answered answered = (Exchange.Answered) send(post("hello"), LIMIT);

        assertThat(answered.answer().protocol()).isEqualTo("HTTP/2");
        assertThat(answered.answer().status()).isEqualTo(201);
        assertThat(answered.answer().text()).isEqualTo("made");
        assertThat(answered.answer().value("etag")).contains("x");
        server.verify(postRequestedFor(urlEqualTo("/x?y=1"))
                .withHeader("content-type", equalTo("text/plain"))
                .withRequestBody(equalTo("hello")));
    }

    @Test
    void everyPhaseIsTimed() {
        answers(aResponse().withFixedDelay(50));

        Phases phases = send(post(""), LIMIT).phases();

        assertThat(phases.firstByte()).isGreaterThanOrEqualTo(Duration.ofMillis(40));
        assertThat(phases.connect()).isPositive();
        assertThat(phases.tls()).isZero();
    }

    @Test
    void aConnectionIsKeptWithItsCookies() {
        answers(aResponse().withHeader("Set-Cookie", "session=abcdefgh; Path=/"));
        try (Transport.Session session = transport.open(target())) {
            session.send(post(""), LIMIT, cancellation);

            Exchange second = session.send(post(""), LIMIT, cancellation);

            assertThat(second.phases().connect()).isZero();
            server.verify(1, postRequestedFor(anyUrl()).withHeader("cookie", equalTo("session=abcdefgh")));
        }
    }

    @Test
    void anAnswerThatComesTooLateIsATimeoutAtTheLimit() {
        answers(aResponse().withFixedDelay(5000));

        Exchange.Unanswered none = (Exchange.Unanswered) send(post(""), SHORT);

        assertThat(none.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(none.what()).isEqualTo("connected, but no answer began within 400 ms");
        assertThat(none.duration()).isBetween(SHORT, Duration.ofSeconds(3));
    }

    @Test
    void aBodyBeyondTheCapIsTooLarge() {
        answers(aResponse().withBody("a".repeat((1 << 20) + 1)));

        assertThat(((Exchange.Unanswered) send(post(""), LIMIT)).reason()).isEqualTo(Reason.BODY_TOO_LARGE);
    }

    @Test
    void aServerThatSpeaksTheOldOneOnlyViolatesTheProtocol() throws Exception {
        Issuer root = Issuer.selfSigned(Wanted.server("root").authority());
        try (TlsServer old = TlsServer.showing(root.issues(Wanted.server("prod.example.com")))) {
            Target target = Target.of(
                            "green",
                            "https://prod.example.com",
                            Optional.of(new Target.HostPort("127.0.0.1", old.port())),
                            false)
                    .withTrust(root.trust(Optional.empty()));
            try (Transport.Session session = transport.open(target)) {
                Exchange exchange = session.send(call(target, Method.GET, Optional.empty()), LIMIT, cancellation);

                assertThat(((Exchange.Unanswered) exchange).reason())
                        .as(exchange.toString())
                        .isEqualTo(Reason.PROTOCOL);
            }
        }
    }

    private void answers(ResponseDefinitionBuilder response) {
        server.stubFor(any(anyUrl()).willReturn(response));
    }

    private Exchange send(Call call, Duration limit) {
        try (Transport.Session session = transport.open(target())) {
            return session.send(call, limit, cancellation);
        }
    }

    private Target target() {
        return Target.of("test", "http://127.0.0.1:" + server.port(), Optional.empty(), true);
    }

    private Call post(String body) {
        return call(target(), Method.POST, Optional.of(Body.of(body)));
    }

    private static Call call(Target target, Method method, Optional<Body> body) {
        return new Call(
                method,
                URI.create(target.url() + "/x?y=1"),
                List.of(new Header("Content-Type", "text/plain")),
                body,
                false,
                HttpVersion.HTTP_2,
                List.of());
    }
}
