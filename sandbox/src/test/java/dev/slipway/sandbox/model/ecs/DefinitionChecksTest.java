package dev.slipway.sandbox.model.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.sandbox.model.AwsRefusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Task definitions that are not taken, and what is said of them. */
class DefinitionChecksTest {
    private final Scene scene = new Scene();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'secrets': [{'name': 'A', 'valueFrom': ''}] | ClientException: A secret must have a name and a valueFrom.
                    'environment': [{'name': 'A', 'value': '1'}], 'secrets': [{'name': 'A', 'valueFrom': '/a'}] | ClientException: The secret name must be unique and not shared with any new or existing environment variables set on the container, such as 'A'.
                    'secrets': [{'name': 'A', 'valueFrom': 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:a-b'}] | NotModelledBySandbox: Secret 'A' is taken from 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:a-b': of secrets only parameters of Systems Manager are modelled; name one, or give its ARN
                    'healthCheck': {'command': ['curl', '-f', 'http://localhost/']} | NotModelledBySandbox: A health check whose command begins with 'curl': only those that begin with CMD or CMD-SHELL and name what is to be run are modelled
                    'healthCheck': {'command': ['CMD', 'true'], 'interval': 4} | ClientException: Health check interval must be between 5 and 300, not 4.
                    'healthCheck': {'command': ['CMD', 'true'], 'retries': 11} | ClientException: Health check retries must be between 1 and 10, not 11.
                    'dependsOn': [{'containerName': 'bse', 'condition': 'START'}] | ClientException: Container 'app' depends on container 'bse', which is not in the task definition.
                    'dependsOn': [{'containerName': 'base', 'condition': 'STARTED'}] | ClientException: Container 'app' depends on condition 'STARTED' of container 'base'; the conditions are START, COMPLETE, SUCCESS, HEALTHY.
                    'dependsOn': [{'containerName': 'base', 'condition': 'SUCCESS'}] | ClientException: A dependency container with SUCCESS or COMPLETE condition cannot be an essential container
                    'dependsOn': [{'containerName': 'base', 'condition': 'HEALTHY'}] | ClientException: Container 'app' depends on container 'base' being HEALTHY, which has no health check.
                    'dependsOn': [{'containerName': 'app', 'condition': 'START'}] | ClientException: Container 'app' depends on itself; dependsOn must not form a circle.
                    """)
    void areToldWhatIsWrong(String members, String words) {
        var definition =
                Definitions.of("{'name': 'app', 'image': 'v1', " + members + "}", "{'name': 'base', 'image': 'v1'}");

        var refusal = catchThrowableOfType(AwsRefusal.class, () -> scene.call(definition));

        assertThat(refusal.code() + ": " + refusal.getMessage()).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    '', 'containerDefinitions': [{'name': 'app', 'image': 'v1'}] | Family can not be blank.
                    'shop api', 'containerDefinitions': [{'name': 'app', 'image': 'v1'}] | Family contains invalid characters.
                    'shop', 'containerDefinitions': [] | Container list cannot be empty.
                    'shop', 'containerDefinitions': [{'image': 'v1'}] | Container.name should not be null or empty.
                    'shop', 'containerDefinitions': [{'name': 'the app', 'image': 'v1'}] | Container.name contains invalid characters.
                    'shop', 'containerDefinitions': [{'name': 'app'}] | Container.image should not be null or empty.
                    """)
    void areToldInAwssWordsWhatIsMissing(String members, String words) {
        var definition = Definitions.written("{'family': " + members + "}");

        var refusal = catchThrowableOfType(AwsRefusal.class, () -> scene.call(definition));

        assertThat(refusal.code() + ": " + refusal.getMessage()).isEqualTo("ClientException: " + words);
    }

    @Test
    void needARoleToTakeSecretsWith() {
        var definition =
                Definitions.written("{'family': 'batch', 'containerDefinitions': [{'name': 'app', 'image': 'v1',"
                        + " 'secrets': [{'name': 'A', 'valueFrom': '/a'}]}]}");

        var refusal = catchThrowableOfType(AwsRefusal.class, () -> scene.call(definition));

        assertThat(refusal)
                .hasMessage(
                        "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.");
    }
}
