package dev.slipway.deployer.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

class SdkJsonTest {
    private static final String DEFINITION = """
            {
              "family": "shop", "networkMode": "awsvpc", "cpu": "256", "memory": "512",
              "requiresCompatibilities": ["FARGATE"],
              "containerDefinitions": [{
                "name": "app", "image": "shop@sha256:1", "essential": true, "memory": 400,
                "portMappings": [{"containerPort": 8080, "protocol": "tcp"}],
                "environment": [{"name": "A", "value": "b"}],
                "secrets": [],
                "dockerLabels": {"team": "shop", "b": ""},
                "healthCheck": {"command": ["CMD", "true"], "interval": 5},
                "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "g"}}
              }],
              "volumes": [{"name": "v", "efsVolumeConfiguration": {"fileSystemId": "fs", "transitEncryptionPort": 2999}}],
              "ephemeralStorage": {"sizeInGiB": 30}
            }
            """;

    @Test
    void carriesATaskDefinitionThereAndBackWithoutLoss() {
        ObjectNode definition = json(DEFINITION);

        RegisterTaskDefinitionRequest request = SdkJson.read(definition, RegisterTaskDefinitionRequest.builder())
                .build();

        assertThat(SdkJson.write(request)).isEqualTo(definition);
    }

    @Test
    void leavesOutWhatTheOtherShapeDoesNotHave() {
        ObjectNode answer = json("{\"family\": \"shop\", \"revision\": 7, \"status\": \"ACTIVE\", \"cpu\": \"256\","
                + " \"taskDefinitionArn\": \"arn\", \"registeredBy\": \"me\", \"compatibilities\": [\"EC2\"],"
                + " \"requiresAttributes\": [{\"name\": \"a\"}], \"registeredAt\": \"2026-01-01T12:00:00Z\"}");
        TaskDefinition definition =
                SdkJson.read(answer, TaskDefinition.builder()).build();

        ObjectNode content = SdkJson.restrict(
                SdkJson.write(definition),
                RegisterTaskDefinitionRequest.builder().build());

        assertThat(content).isEqualTo(json("{\"family\": \"shop\", \"cpu\": \"256\"}"));
    }

    @Test
    void takesNullForAbsent() {
        ObjectNode definition = json("{\"family\": \"shop\", \"cpu\": null}");

        RegisterTaskDefinitionRequest request = SdkJson.read(definition, RegisterTaskDefinitionRequest.builder())
                .build();

        assertThat(SdkJson.write(request)).isEqualTo(json("{\"family\": \"shop\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'containerDefinitions': [{'nmae': 'app'}]} | 'containerDefinitions[0].nmae' is not known to this version of the AWS SDK; did you mean 'name'?",
                "{'quantumLinks': 1} | 'quantumLinks' is not known to this version of the AWS SDK",
                "{'cpu': 256} | 'cpu' is 256; a string is expected",
                "{'containerDefinitions': [{'memory': '512'}]} | 'containerDefinitions[0].memory' is '512'; a whole number is expected",
                "{'containerDefinitions': {}} | 'containerDefinitions' is {}; a list is expected",
                "{'containerDefinitions': [1]} | 'containerDefinitions[0]' is 1; an object is expected",
                "{'containerDefinitions': [{'essential': 1}]} | 'containerDefinitions[0].essential' is 1; true or false is expected",
                "{'containerDefinitions': [{'dockerLabels': {'a': 1}}]} | 'containerDefinitions[0].dockerLabels.a' is 1; a string is expected"
            },
            quoteCharacter = '~')
    void refusesWhatAwsDoesNotTakeSayingWhere(String written, String message) {
        ObjectNode definition = json(written.replace('\'', '"'));

        Throwable refusal = catchThrowable(() -> SdkJson.read(definition, RegisterTaskDefinitionRequest.builder()));

        assertThat(refusal).hasMessage(message.replace("'512'", "\"512\""));
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) JsonMapper.builder().build().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
