package dev.slipway.deployer.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.GateSpec;
import dev.slipway.deployer.model.ServiceSpec.IdentitySpec;
import dev.slipway.deployer.reconcile.port.GateCheck.GateOutcome;
import dev.slipway.deployer.reconcile.port.GateCheck.GateRequest;
import dev.slipway.deployer.system.SystemClock;
import dev.slipway.smoke.Wiring;
import dev.slipway.testkit.SecretForms;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What is remembered, announced and logged of a gate holds no secret, whatever the application answers. */
class KeptSecretsTest {
    private static final SecretForms FORMS = new SecretForms("p&s <w'ö\"r\\d>/+% " + SecretForms.TAIL);
    private static final String TESTS = """
            tests:
              - name: is wrong
                steps:
                  - get: /echo
                    query: {q: "${token}"}
                    expect: {json: {said: "${token}", all: []}}
              - {name: is missing, steps: [{get: "/x/${token}"}]}
            """;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger ours = (Logger) LoggerFactory.getLogger("dev.slipway");
    private final StubApp app = new StubApp().with("/echo", echoed()).with("/version", echoed());
    private final SmokeGateCheck check = new SmokeGateCheck(
            Wiring.runner(),
            Wiring.logEvents(),
            reference -> FORMS.secret(),
            new SystemClock(Clock.systemUTC(), System::nanoTime));

    private final @Nullable Level usual = ours.getLevel();

    @BeforeEach
    void listen() {
        log.start();
        ours.setLevel(Level.INFO);
        ours.addAppender(log);
    }

    @AfterEach
    void close() {
        ours.detachAppender(log);
        ours.setLevel(usual);
        app.close();
    }

    @Test
    void areNeitherKeptNorAnnouncedNorLogged() {
        GateRequest request = request("secrets: [token]\n", Map.of(), Optional.empty());

        GateOutcome outcome = check.check(request, () -> false);

        assertThat(outcome.summary()).contains("2 of 2 tests failed", "***");
        assertThat(outcome.report()).contains("***");
        assertThat(FORMS.in(outcome.summary())).isEmpty();
        assertThat(FORMS.in(outcome.report())).isEmpty();
        assertThat(FORMS.in(logged())).isEmpty();
    }

    /** The search would find them: the same value, given as a variable, is in all of these. */
    @Test
    void wouldBeFoundWereTheyNotHidden() {
        GateRequest request = request("variables: {token: }\n", Map.of("token", FORMS.secret()), Optional.empty());

        GateOutcome outcome = check.check(request, () -> false);

        assertThat(FORMS.in(outcome.summary())).contains("as it is", "URL");
        assertThat(FORMS.in(outcome.report())).containsAll(FORMS.written().keySet());
        assertThat(FORMS.in(logged())).containsAll(FORMS.written().keySet());
    }

    /** The question who it is needs no secret, but the answer may hold one. */
    @Test
    void areNotKeptOfAnApplicationThatIsAnotherOne() {
        GateRequest request = request(
                "secrets: [token]\n", Map.of(), Optional.of(new IdentitySpec("/version", "said", "${image.digest}")));

        GateOutcome outcome = check.check(request, () -> false);

        assertThat(outcome.summary()).contains("does not say that it runs this release's image", "***");
        assertThat(FORMS.in(outcome.summary())).isEmpty();
        assertThat(FORMS.in(outcome.report())).isEmpty();
        assertThat(FORMS.in(logged())).isEmpty();
    }

    private String logged() {
        return log.list.stream()
                .map(event -> event.getFormattedMessage()
                        + event.getKeyValuePairs().stream()
                                .map(pair -> pair.key + "=" + pair.value)
                                .collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n"));
    }

    private static String echoed() {
        return "{\"said\":" + TextNode.valueOf("you said " + FORMS.secret()) + ",\"all\":["
                + FORMS.written().values().stream()
                        .map(form -> TextNode.valueOf(form).toString())
                        .collect(Collectors.joining(","))
                + "]}";
    }

    private GateRequest request(String declared, Map<String, String> variables, Optional<IdentitySpec> identity) {
        TreeMap<String, String> given = new TreeMap<>(Map.of(
                "image.digest", "sha256:" + "a".repeat(64), "image.tag", "v2", "gate", "test", "run.id", "run-1"));
        given.putAll(variables);
        Duration within = Duration.ofSeconds(13);
        return new GateRequest(
                new GateSpec(
                        GateKind.TEST,
                        List.of("suites/s.yaml"),
                        List.of(),
                        new GateSpec.TargetSpec(app.url(), Optional.empty(), false),
                        within,
                        0,
                        Optional.empty()),
                new TreeMap<>(Map.of("suites/s.yaml", "version: 1\nsuite: s\n" + declared + TESTS)),
                given,
                new TreeMap<>(Map.of("token", "ssm:/token")),
                identity,
                within);
    }
}
