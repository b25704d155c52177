package dev.slipway.sandbox.model.ecs;

import static dev.slipway.sandbox.model.ecs.Scene.blueGreen;
import static dev.slipway.sandbox.model.ecs.Scene.gate;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.sandbox.model.AwsVariant.CompletedEvent;
import dev.slipway.sandbox.model.AwsVariant.HookEvents;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventShapesTest {

    @Test
    void aHookThatWaitsIsAnnouncedWithAllItTakesToAnswerIt() {
        var scene = new Scene().live("v1", blueGreen(gate())).deploy("v2").untilPaused();

        var event = last(scene, "ECS Hook State Change");

        var detail = JsonNodeFactory.instance
                .objectNode()
                .put("eventType", "INFO")
                .put("eventName", "HOOK_AWAITING_ACTION")
                .put("hookId", scene.hook())
                .put("hookType", "PAUSE")
                .put("lifecycleStage", "POST_TEST_TRAFFIC_SHIFT")
                .put("expiresAt", scene.now.plusSeconds(3600).toString())
                .put("clusterArn", "arn:aws:ecs:eu-west-1:123456789012:cluster/main")
                .put("serviceArn", "arn:aws:ecs:eu-west-1:123456789012:service/main/api")
                .put("serviceDeploymentArn", scene.newest().serviceDeploymentArn())
                .put("updatedAt", scene.now.toString());
        assertThat(event.path("detail")).isEqualTo(detail);
        assertThat(event.path("source").asText()).isEqualTo("aws.ecs");
        assertThat(event.at("/resources/0").asText()).isEqualTo(scene.newest().serviceDeploymentArn());
    }

    @Test
    void hookEventsComeTwiceOrNeverInSomeVariants() {
        var twice = new Scene(Variants.with(HookEvents.TWICE))
                .created("v1", blueGreen(gate()))
                .untilPaused();
        var never = new Scene(Variants.with(HookEvents.NEVER))
                .created("v1", blueGreen(gate()))
                .untilPaused();

        assertThat(twice.eventNames("ECS Hook State Change"))
                .containsExactly("HOOK_AWAITING_ACTION", "HOOK_AWAITING_ACTION");
        assertThat(never.eventNames("ECS Hook State Change")).isEmpty();
    }

    @Test
    void hookEventsHaveNoResourcesInSomeVariants() {
        var scene = new Scene(Variants.with("hookEventResources", false))
                .created("v1", blueGreen(gate()))
                .untilPaused();

        var event = last(scene, "ECS Hook State Change");

        assertThat(event.path("resources")).isEmpty();
    }

    @Test
    void goingBackByAHookIsAnnouncedAsAFailureInSomeVariants() {
        var quiet = new Scene().live("v1", blueGreen(gate())).deploy("v2").untilPaused();
        var loud = new Scene(Variants.with("failedEventAtRollback", true))
                .live("v1", blueGreen(gate()))
                .deploy("v2")
                .untilPaused();

        quiet.goBack(quiet.hook());
        loud.goBack(loud.hook());

        assertThat(quiet.eventNames("ECS Deployment State Change")).doesNotContain("SERVICE_DEPLOYMENT_FAILED");
        assertThat(loud.eventNames("ECS Deployment State Change"))
                .endsWith("SERVICE_DEPLOYMENT_FAILED", "SERVICE_DEPLOYMENT_IN_PROGRESS");
    }

    @Test
    void aDeploymentIsAnnouncedByItsClassicId() {
        var scene = new Scene().live("v1", blueGreen());

        var event = last(scene, "ECS Deployment State Change");

        assertThat(event.at("/resources/0").asText()).isEqualTo("arn:aws:ecs:eu-west-1:123456789012:service/main/api");
        assertThat(event.at("/detail/eventName").asText()).isEqualTo("SERVICE_DEPLOYMENT_COMPLETED");
        assertThat(event.at("/detail/deploymentId").asText()).matches("ecs-svc/\\d{19}");
        assertThat(event.at("/detail/reason").asText())
                .isEqualTo("ECS deployment " + event.at("/detail/deploymentId").asText() + " completed.");
    }

    @Test
    void completionIsAnnouncedBeforeTheBakeInSomeVariants() {
        var scene = new Scene(Variants.with(CompletedEvent.BEFORE_BAKE))
                .created("v1", blueGreen())
                .untilStage("BAKE_TIME");

        var names = scene.eventNames("ECS Deployment State Change");

        assertThat(names).containsExactly("SERVICE_DEPLOYMENT_IN_PROGRESS", "SERVICE_DEPLOYMENT_COMPLETED");
    }

    @ParameterizedTest
    @EnumSource
    void completionIsAnnouncedOnce(CompletedEvent when) {
        var scene = new Scene(Variants.with(when)).live("v1", blueGreen());

        var names = scene.eventNames("ECS Deployment State Change");

        assertThat(names).containsExactly("SERVICE_DEPLOYMENT_IN_PROGRESS", "SERVICE_DEPLOYMENT_COMPLETED");
    }

    @Test
    void aTasksVersionsRiseWithItsStatuses() {
        var scene = new Scene().live("v1", blueGreen());
        var task = scene.call(new ListTasks("main", null, null, null, null, "api", null, null))
                .taskArns()
                .get(0);

        var statuses = scene.events.stream()
                .filter(event -> event.at("/detail/taskArn").asText().equals(task))
                .map(event -> event.at("/detail/version").asInt() + " "
                        + event.at("/detail/lastStatus").asText())
                .toList();

        assertThat(statuses).isEqualTo(List.of("1 PROVISIONING", "2 PENDING", "3 RUNNING"));
    }

    @Test
    void aServiceSaysOnceThatItIsSteady() {
        var scene = new Scene().live("v1", blueGreen());

        var names = scene.eventNames("ECS Service Action");

        assertThat(names).containsExactly("SERVICE_STEADY_STATE");
    }

    private static JsonNode last(Scene scene, String detailType) {
        return scene.events.stream()
                .filter(event -> event.path("detail-type").asText().equals(detailType))
                .reduce((one, other) -> other)
                .orElseThrow();
    }
}
