package dev.slipway.deployer.aws;

import static dev.slipway.deployer.aws.TestClock.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.deployer.reconcile.port.PortFailure;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {
    private static final TestClock CLOCK = TestClock.at(NOON);
    private static final StubAws AWS = new StubAws();
    private static final AwsClients CLIENTS = AWS.clients(CLOCK);

    private final AwsEcs ecs = new AwsEcs(CLIENTS, CLOCK);

    @AfterAll
    static void close() {
        CLIENTS.close();
        AWS.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400, ThrottlingException, THROTTLED",
        "400, ProvisionedThroughputExceededException, THROTTLED",
        "400, RequestLimitExceeded, THROTTLED",
        "400, TooManyUpdates, THROTTLED",
        "429, Whatever, THROTTLED",
        "500, ServerException, UNCERTAIN",
        "503, ServiceUnavailable, UNCERTAIN",
        "408, RequestTimeout, UNCERTAIN",
        "400, AccessDeniedException, DENIED",
        "400, ExpiredTokenException, DENIED",
        "400, UnrecognizedClientException, DENIED",
        "400, InvalidSignatureException, DENIED",
        "403, InvalidClientTokenId, DENIED",
        "400, ClusterNotFoundException, NOT_FOUND",
        "400, ServiceDeploymentNotFoundException, NOT_FOUND",
        "400, AWS.SimpleQueueService.NonExistentQueue, NOT_FOUND",
        "400, QueueDoesNotExist, NOT_FOUND",
        "400, InvalidParameterException, REFUSED",
        "400, ClientException, REFUSED",
        "409, ConflictException, REFUSED"
    })
    void sortsAwssAnswersByWhatMayBeDoneAboutThem(int status, String code, PortFailure.Kind kind) {
        AWS.failing(status, code, "because");

        var failure =
                catchThrowableOfType(PortFailure.class, () -> ecs.stopServiceDeployment("arn", NOON.plusSeconds(5)));

        assertThat(failure.kind()).isEqualTo(kind);
    }

    @Test
    void quotesAwssCodeAndMessage() {
        AWS.failing(400, "ConflictException", "it has ended");

        var failure =
                catchThrowableOfType(PortFailure.class, () -> ecs.stopServiceDeployment("arn", NOON.plusSeconds(5)));

        assertThat(failure)
                .hasMessage("ecs:StopServiceDeployment was answered 'ConflictException' (HTTP 400): it has ended");
        assertThat(failure.code()).isEqualTo("ConflictException");
    }

    @Test
    void doesNotKnowWhatBecameOfACallThatNobodyTook() {
        try (StubAws gone = new StubAws();
                AwsClients clients = gone.clients(CLOCK)) {
            gone.deaf();

            var failure = catchThrowableOfType(
                    PortFailure.class,
                    () -> new AwsEcs(clients, CLOCK).stopServiceDeployment("arn", NOON.plusSeconds(5)));

            assertThat(failure.kind()).isEqualTo(PortFailure.Kind.UNCERTAIN);
            assertThat(failure).hasMessageStartingWith("ecs:StopServiceDeployment got no answer: ");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ThrottlingException, THROTTLED",
        "InternalFailure, UNCERTAIN",
        "NotAuthorized, DENIED",
        "MalformedDetail, REFUSED"
    })
    void findsTheFailureInsideASuccess(String code, PortFailure.Kind kind) {
        AWS.answering(200, "{\"FailedEntryCount\":1,\"Entries\":[{\"ErrorCode\":\"" + code + "\"}]}");

        var failure = catchThrowableOfType(
                PortFailure.class, () -> new EventBridgeAnnouncer(CLIENTS).announce("Some Change", "{}"));

        assertThat(failure.kind()).isEqualTo(kind);
    }
}
