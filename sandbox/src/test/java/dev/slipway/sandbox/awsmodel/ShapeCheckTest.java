package dev.slipway.sandbox.awsmodel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.sandbox.wire.Answer;
import dev.slipway.sandbox.wire.Inbound;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The comparison itself: it must find what is wrong, or it proves nothing. */
class ShapeCheckTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"clusters":[{"nickname":"a"}]}                  | clusters[0]: Cluster has no member 'nickname'
            {"clusters":[{"clusterName":1}]}                 | clusters[0].clusterName: expected string, found 1
            {"clusters":[{"runningTasksCount":"1"}]}         | clusters[0].runningTasksCount: expected integer, found "1"
            {"clusters":[{"clusterName":null}]}              | clusters[0].clusterName: expected string, found null
            {"clusters":{}}                                  | clusters: expected list, found {}
            {"clusters":[{"settings":[{"name":"volume"}]}]}  | clusters[0].settings[0].name: ClusterSettingName has no value 'volume'
            """)
    void findsWhatTheModelDoesNotAllow(String tree, String fault) throws IOException {
        var answer = JSON.readTree(tree);

        var faults = ShapeCheck.faults(AwsModel.of("ecs"), "DescribeClustersResponse", answer, "", false);

        assertThat(faults).containsExactly("." + fault);
    }

    @Test
    void findsAMissingMember() throws IOException {
        var answer = JSON.readTree("{}");

        var faults = ShapeCheck.faults(AwsModel.of("events"), "PutRuleRequest", answer, "PutRule", false);

        assertThat(faults).containsExactly("PutRule: the member 'Name' that PutRuleRequest requires is missing");
    }

    @Test
    void findsATimeOfTheWrongKind() throws IOException {
        var answer = JSON.readTree("{\"serviceDeployments\":[{\"createdAt\":\"2026-11-20T12:00:00Z\"}]}");

        var faults = ShapeCheck.faults(AwsModel.of("ecs"), "ListServiceDeploymentsResponse", answer, "", false);

        assertThat(faults)
                .containsExactly(".serviceDeployments[0].createdAt: expected seconds since 1970, found"
                        + " \"2026-11-20T12:00:00Z\"");
    }

    @Test
    void findsAnErrorThatTheOperationDoesNotHave() {
        var request = new Inbound("POST", "/", "", Map.of("x-amz-target", "AmazonSSM.GetParameter"), new byte[0]);

        var faults = AnswerCheck.faults(request, answered(400, "{\"__type\":\"ClusterNotFoundException\"}"));

        assertThat(faults)
                .containsExactly(
                        "ssm GetParameter: is not documented to answer with the error" + " 'ClusterNotFoundException'");
    }

    @Test
    void findsAnUnknownElementInXml() {
        var request = new Inbound("POST", "/", "Action=DescribeRules&Version=2015-12-01", Map.of(), new byte[0]);
        String xml = "<DescribeRulesResponse><DescribeRulesResult><Rules><member><Weight>1</Weight></member></Rules>"
                + "</DescribeRulesResult></DescribeRulesResponse>";

        var faults = AnswerCheck.faults(request, answered(200, xml));

        assertThat(faults).containsExactly("elbv2 DescribeRules.Rules[0]: Rule has no member 'Weight'");
    }

    @Test
    void findsWhatNoPageDocumentsOfAnEvent() throws IOException {
        var event = JSON.readTree("""
                {"version":"0","id":"5b1f0c9e-0000-4000-8000-000000000001","detail-type":"Parameter Store Change",
                 "source":"aws.ssm","account":"123456789012","time":"2026-11-20T12:00:00Z","region":"eu-west-1",
                 "resources":[],"detail":{"operation":"Rename","name":"/a","type":"String","value":"secret"}}
                """);

        var faults = EventCheck.faults(event);

        assertThat(faults)
                .containsExactlyInAnyOrder(
                        "Parameter Store Change: 'operation' is to be Create|Update|Delete|LabelParameterVersion, and is"
                                + " \"Rename\"",
                        "Parameter Store Change: no page documents a member 'value'");
    }

    @ParameterizedTest
    @MethodSource("dev.slipway.sandbox.awsmodel.BeyondTheModel#names")
    void everythingBeyondTheModelHasASource(String name) {
        String source = BeyondTheModel.source(name);

        assertThat(source).matches("(documented|observed|the sandbox's own).{10,}");
    }

    private static Answer answered(int status, String body) {
        return new Answer(status, "", Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }
}
