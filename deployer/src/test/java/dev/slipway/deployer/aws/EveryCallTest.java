package dev.slipway.deployer.aws;

import static dev.slipway.deployer.aws.TestClock.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.deployer.aws.PortCalls.PortCall;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.reconcile.port.Sent;
import dev.slipway.testkit.Golden;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What holds of every method of every adapter. */
class EveryCallTest {
    /** Calls that change nothing and may therefore be tried twice. */
    private static final List<String> READING = List.of("Describe", "List", "Get", "BatchGet", "Query");

    /** The queue's client tries everything once; this is asked by an operator's command, who can repeat it. */
    private static final String ASKED_BY_A_PERSON = "GetQueueAttributes";

    private static final TestClock CLOCK = TestClock.at(NOON);
    private static final StubAws AWS = new StubAws();
    private static final AwsClients CLIENTS = AWS.clients(CLOCK);
    private static final AwsClients UNSIGNED = AWS.clients(CLOCK, () -> {
        throw SdkClientException.create("nothing in the chain has any");
    });

    @BeforeEach
    void reset() {
        CLOCK.set(NOON);
        AWS.reset();
    }

    @AfterAll
    static void close() {
        CLIENTS.close();
        UNSIGNED.close();
        AWS.close();
    }

    static Stream<PortCall> calls() {
        return PortCalls.all();
    }

    static Stream<PortCall> fenced() {
        return PortCalls.all().filter(PortCall::isFenced);
    }

    @Test
    void declaresTheActionsThatTheDeployersPolicyHasToAllow() {
        String actions = calls().flatMap(call -> Arrays.stream(call.actions()))
                .distinct()
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));

        Golden.matches("aws/iam-actions.txt", actions);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void makesTheCallItDeclaresOnceOrTwiceIfItOnlyReads(PortCall call) {
        AWS.answering(500, "{}");

        PortFailure failure = catchThrowableOfType(PortFailure.class, () -> call.invoke(CLIENTS, CLOCK));

        String action = call.actions()[0].substring(call.actions()[0].indexOf(':') + 1);
        boolean reads = READING.stream().anyMatch(action::startsWith) && !action.equals(ASKED_BY_A_PERSON);
        assertThat(failure.kind()).isEqualTo(PortFailure.Kind.UNCERTAIN);
        assertThat(failure.action()).isEqualTo(call.actions()[0]);
        assertThat(AWS.asked())
                .extracting(StubAws.Asked::action)
                .isEqualTo(reads ? List.of(action, action) : List.of(action));
    }

    @ParameterizedTest
    @MethodSource("fenced")
    void sendsNothingOnceItsTimeHasCome(PortCall call) throws Throwable {
        CLOCK.set(PortCalls.ACT_BEFORE);

        Object sent = call.invoke(CLIENTS, CLOCK);

        assertThat(sent).isEqualTo(new Sent.TooLate<>());
        assertThat(AWS.asked()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("fenced")
    void sendsNothingIfItsTimeComesWhileTheRequestIsMade(PortCall call) throws Throwable {
        CLOCK.set(NOON, PortCalls.ACT_BEFORE);

        Object sent = call.invoke(CLIENTS, CLOCK);

        assertThat(sent).isEqualTo(new Sent.TooLate<>());
        assertThat(AWS.asked()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("fenced")
    void waitsForAnAnswerNoLongerThanIsLeft(PortCall call) {
        AWS.silent();
        CLOCK.set(PortCalls.ACT_BEFORE.minusMillis(300));

        PortFailure failure = catchThrowableOfType(PortFailure.class, () -> call.invoke(CLIENTS, CLOCK));

        assertThat(failure.kind()).isEqualTo(PortFailure.Kind.UNCERTAIN);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void saysThatCredentialsAreMissing(PortCall call) {
        String action = call.actions()[0];

        PortFailure failure = catchThrowableOfType(PortFailure.class, () -> call.invoke(UNSIGNED, CLOCK));

        assertThat(failure.kind()).isEqualTo(PortFailure.Kind.DENIED);
        assertThat(failure).hasMessage(action + " was not sent, for want of credentials: nothing in the chain has any");
        assertThat(AWS.asked()).isEmpty();
    }
}
