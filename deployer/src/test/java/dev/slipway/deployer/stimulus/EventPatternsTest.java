package dev.slipway.deployer.stimulus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.deployer.release.ReleaseState;
import dev.slipway.deployer.testing.SampleEvents;
import dev.slipway.deployer.testing.Terraform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Ruler;

/** The event patterns that Terraform makes, judged by AWS's own matcher on the events that the deployer is tested with. */
class EventPatternsTest {

    @Test
    void everyRuleIsOneThatEventBridgeTakes() {
        var refused = new TreeMap<String, String>();

        Terraform.patterns().properties().forEach(rule -> {
            String fault = JsonRuleCompiler.check(rule.getValue().toString());
            if (fault != null) {
                refused.put(rule.getKey(), fault);
            }
        });

        assertThat(refused).isEmpty();
    }

    @Test
    void everySampleEventIsCaughtByTheOneRuleThatIsMeantForIt() {
        var caught = new TreeMap<String, List<String>>();

        SampleEvents.names().forEach(name -> caught.put(name, rulesFor(SampleEvents.named(name))));

        assertThat(caught)
                .isEqualTo(new TreeMap<>(Map.of(
                        "ecr-push", List.of("images"),
                        "ecr-replication", List.of("images"),
                        "ecs-deployment", List.of("deployments"),
                        "ecs-hook", List.of("hooks"),
                        "ecs-hook-without-resources", List.of("hooks"),
                        "ecs-service-action", List.of("troubles"),
                        "ecs-stopped-task", List.of("stopped-tasks"),
                        "ssm-parameter", List.of("commands"))));
    }

    @Test
    void everySampleEventWakesTheDeployer() {
        List<String> ignored = SampleEvents.names().stream()
                .filter(name -> StimulusParser.parse(SampleEvents.named(name)) instanceof Stimulus.Ignored)
                .toList();

        assertThat(ignored).isEmpty();
    }

    /** Among them is the deployer's own answer, which would wake it for ever. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ecr-push | "SUCCESS" | "FAILURE"
            ecr-push | "PUSH" | "DELETE"
            ecr-push | shop/api | somebody/else
            ecs-deployment | service/prod/ | service/production/
            ecs-hook | prod | staging
            ecs-stopped-task | cluster/prod | cluster/staging
            ecs-stopped-task | service:shop-api | family:shop-api
            ecs-stopped-task | "lastStatus": "STOPPED" | "lastStatus": "PENDING"
            ecs-service-action | "ERROR" | "INFO"
            ssm-parameter | /command/ | /status/
            ssm-parameter | /slipway/ | /slipway-dev/
            ssm-parameter | Update | Delete
            """)
    void whatIsNotTheDeployersAffairIsNotDelivered(String name, String was, String is) {
        String event = SampleEvents.named(name).replace(was, is);

        List<String> rules = rulesFor(event);

        assertThat(event).isNotEqualTo(SampleEvents.named(name));
        assertThat(rules).isEmpty();
    }

    @Test
    void adminParametersAreHeardLikeCommands() {
        String event = SampleEvents.named("ssm-parameter").replace("/command/", "/admin/");

        List<String> rules = rulesFor(event);

        assertThat(rules).containsExactly("commands");
    }

    @Test
    void peopleAreToldOfStatesThatThereAre() {
        JsonNode states = Terraform.toldToPeople().path("detail").path("state");

        List<String> told = new ArrayList<>();
        states.forEach(state -> told.add(state.asText()));

        assertThat(told).isNotEmpty();
        assertThat(Arrays.stream(ReleaseState.Kind.values())
                        .map(ReleaseState.Kind::text)
                        .toList())
                .containsAll(told);
    }

    private static List<String> rulesFor(String event) {
        return Terraform.patterns().properties().stream()
                .filter(rule -> matches(event, rule.getValue().toString()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean matches(String event, String pattern) {
        try {
            return Ruler.matchesRule(event, pattern);
        } catch (Exception e) {
            throw new AssertionError("not for the matcher: " + pattern + " on " + event, e);
        }
    }
}
