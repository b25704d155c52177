package dev.slipway.deployer.aws;

import static dev.slipway.deployer.aws.SdkJsonTest.json;
import static dev.slipway.deployer.aws.TestClock.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SsmSecretsTest {
    private static final StubAws AWS = new StubAws();
    private static final AwsClients CLIENTS = AWS.clients(TestClock.at(NOON));

    private final SsmSecrets secrets = new SsmSecrets(CLIENTS);

    @BeforeEach
    void reset() {
        AWS.reset();
    }

    @AfterAll
    static void close() {
        CLIENTS.close();
        AWS.close();
    }

    @ParameterizedTest
    @CsvSource({"ssm:/todo/token, /todo/token", "secretsmanager:todo, /aws/reference/secretsmanager/todo"})
    void asksParameterStoreForBothKinds(String reference, String name) {
        AWS.answering(200, "{\"Parameter\": {\"Value\": \"hush\"}}");

        String value = secrets.reveal(reference);

        assertThat(value).isEqualTo("hush");
        assertThat(json(AWS.asked().getLast().body()))
                .isEqualTo(json("{\"Name\": \"" + name + "\", \"WithDecryption\": true}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/todo/token", "secretsmanager:arn:aws:secretsmanager:eu-west-1:1:secret:todo", "env:TOKEN"})
    void refusesWhatIsNoReference(String reference) {
        Throwable refusal = catchThrowable(() -> secrets.reveal(reference));

        assertThat(refusal)
                .hasMessage(
                        "'" + reference + "' is not a reference; write 'ssm:<parameter>' or 'secretsmanager:<name>'");
    }

    @Test
    void namesTheParameterThatIsMissingButNoValue() {
        AWS.failing(400, "ParameterNotFound", "");

        Throwable failure = catchThrowable(() -> secrets.reveal("ssm:/todo/token"));

        assertThat(failure).hasMessage("ssm:GetParameter was answered 'ParameterNotFound' (HTTP 400): no message");
    }
}
