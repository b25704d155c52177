package dev.slipway.sandbox.model.ecs;

import static dev.slipway.sandbox.model.ecs.Scene.blueGreen;
import static dev.slipway.sandbox.model.ecs.Scene.gate;
import static dev.slipway.sandbox.model.ecs.Scene.pause;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.AwsVariant;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hook's answer is answered. */
class AnsweringHooksTest {
    private static final String SPENT =
            "Provided hookId is either completed, unavailable, or not associated with the given Resource ARN";

    private final Scene scene =
            new Scene().live("v1", blueGreen(gate())).deploy("v2").untilPaused();
    private final String arn = scene.newest().serviceDeploymentArn();
    private final String hook = scene.hook();

    @Test
    void aSpentHookIsRefused() {
        scene.proceed(hook);

        var refusal = refusal(arn, hook);

        assertThat(refusal).isEqualTo("InvalidParameterException: " + SPENT);
    }

    @Test
    void aHookOfAnotherServiceIsRefused() {
        scene.call(new CreateService(
                "main",
                "other",
                scene.register("v1"),
                List.of(),
                1,
                null,
                "FARGATE",
                null,
                null,
                null,
                blueGreen(pause(60, "ROLLBACK", "PRE_SCALE_UP")),
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null));
        scene.pass(Duration.ofMinutes(1));
        var other =
                scene.deployment(scene.call(new ListServiceDeployments("other", "main", List.of(), null, null, null))
                        .serviceDeployments()
                        .getFirst()
                        .serviceDeploymentArn());

        var refusal = refusal(arn, other.lifecycleHookDetails().getFirst().hookId());

        assertThat(refusal).isEqualTo("InvalidParameterException: " + SPENT);
        assertThat(scene.waiting()).containsExactly(hook);
    }

    @Test
    void aHookOfADeploymentThatIsToGoBackIsRefused() {
        scene.call(new StopServiceDeployment(arn, "ROLLBACK"));

        var refusal = refusal(arn, hook);

        assertThat(refusal).isEqualTo("InvalidParameterException: " + SPENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUCCESSFUL", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED", "STOPPED"})
    void whateverItsEndADeploymentThatHasEndedIsNotContinued(String end) {
        var ended = ended(end);

        var refusal = refusal(ended, ended.newest().serviceDeploymentArn(), "ecs-pause-any");

        assertThat(ended.newest().status()).isEqualTo(end);
        assertThat(refusal)
                .isEqualTo("InvalidParameterException: Continuing a service deployment is not allowed for service"
                        + " deployment in terminal states.");
    }

    private static Scene ended(String status) {
        var variant = Variants.with(AwsVariant.Abort.STOPS);
        var begun = new Scene(variant).created("v1", blueGreen(gate())).untilPaused();
        switch (status) {
            case "SUCCESSFUL" -> begun.through();
            case "ROLLBACK_FAILED" -> begun.goBack(begun.hook());
            case "STOPPED" ->
                begun.call(new StopServiceDeployment(begun.newest().serviceDeploymentArn(), "ABORT"));
            default -> {
                begun.through().deploy("v2").untilPaused();
                begun.goBack(begun.hook());
            }
        }
        return begun.untilStatus(status);
    }

    @Test
    void anotherErrorCodeIsGivenInSomeVariants() {
        var other = new Scene(Variants.with(AwsVariant.SpentHookError.CLIENT))
                .live("v1", blueGreen(gate()))
                .deploy("v2")
                .untilPaused();

        var refusal = refusal(other, other.newest().serviceDeploymentArn(), "ecs-pause-unknown");

        assertThat(refusal).isEqualTo("ClientException: " + SPENT);
    }

    @Test
    void anUnknownActionIsRefused() {
        var refusal = catchThrowableOfType(
                AwsRefusal.class, () -> scene.call(new ContinueServiceDeployment(arn, hook, "GO")));

        assertThat(refusal).hasMessage("Invalid action. Valid values are: ROLLBACK, CONTINUE");
        assertThat(scene.waiting()).containsExactly(hook);
    }

    @Test
    void aHookOfAnotherDeploymentIsRefused() {
        var first = scene.call(new ListServiceDeployments("api", "main", List.of("SUCCESSFUL"), null, null, null))
                .serviceDeployments()
                .get(0)
                .serviceDeploymentArn();

        var refusal = refusal(first, hook);

        assertThat(refusal)
                .isEqualTo("InvalidParameterException: Continuing a service deployment is not allowed for service"
                        + " deployment in terminal states.");
    }

    @Test
    void anUnknownHookIsRefused() {
        var refusal = refusal(arn, "ecs-pause-unknown");

        assertThat(refusal).isEqualTo("InvalidParameterException: " + SPENT);
    }

    @Test
    void aMalformedHookIdIsRefused() {
        var refusal = refusal(arn, "hook-1");

        assertThat(refusal)
                .isEqualTo("InvalidParameterException: Invalid hookId: hookId must follow the format:"
                        + " ecs-{hookType}-{id}");
    }

    @Test
    void anUnknownDeploymentIsRefused() {
        var refusal = refusal(arn + "x", hook);

        assertThat(refusal).isEqualTo("ServiceDeploymentNotFoundException: The service deployment does not exist.");
    }

    @Test
    void anExpiredHookIsRefused() {
        scene.pass(Duration.ofMinutes(60));

        var refusal = refusal(arn, hook);

        assertThat(refusal).isEqualTo("InvalidParameterException: " + SPENT);
    }

    @Test
    void anAbsentActionMeansContinue() {
        scene.call(new ContinueServiceDeployment(arn, hook, null));

        scene.untilStatus("SUCCESSFUL");

        assertThat(scene.weights(scene.productionRule).get("blue")).isEqualTo(100);
    }

    private String refusal(String arn, String hook) {
        return refusal(scene, arn, hook);
    }

    private static String refusal(Scene scene, String arn, String hook) {
        var refusal = catchThrowableOfType(
                AwsRefusal.class, () -> scene.call(new ContinueServiceDeployment(arn, hook, "CONTINUE")));
        return refusal.code() + ": " + refusal.getMessage();
    }
}
