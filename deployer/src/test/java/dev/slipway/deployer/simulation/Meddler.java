package dev.slipway.deployer.simulation;

import dev.slipway.deployer.simulation.Scenario.Meddling;
import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.ecs.ContinueServiceDeployment;
import dev.slipway.sandbox.model.ecs.ServiceDeployment;
import java.time.Duration;
import java.util.Optional;

/** Someone who answers a hook that waits for us, once. */
final class Meddler {
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Stage stage;
    private final Truth truth;
    private final Meddling meddling;
    private Duration patience = Duration.ofHours(1);

    Meddler(Stage stage, Scenario scenario, Meddling meddling) {
        this.stage = stage;
        this.truth = new Truth(stage, scenario);
        this.meddling = meddling;
    }

    /** Looks for a hook that waits, for an hour. */
    void look() {
        Optional<String> hook = truth.inFlight().flatMap(Meddler::waiting);
        if (hook.isPresent()) {
            stage.schedule().after(meddling.after(), () -> answer(hook.get()));
        } else if (patience.isPositive()) {
            patience = patience.minus(LOOK);
            stage.schedule().after(LOOK, this::look);
        }
    }

    private void answer(String hook) {
        truth.inFlight()
                .filter(deployment -> waiting(deployment).equals(Optional.of(hook)))
                .ifPresent(deployment -> answer(deployment, hook));
    }

    private void answer(ServiceDeployment deployment, String hook) {
        String what = "answer " + meddling.action() + " at " + hook + " past Slipway";
        stage.trace().note(stage.schedule().now(), "people", what);
        try {
            stage.aws()
                    .call(new ContinueServiceDeployment(
                            deployment.serviceDeploymentArn(),
                            hook,
                            meddling.action().name()));
            truth.target(deployment).flatMap(Truth::digest).ifPresent(stage::meddledWith);
        } catch (AwsRefusal refusal) {
            stage.trace().note(stage.schedule().now(), "people", "are refused: " + refusal.code());
        }
    }

    private static Optional<String> waiting(ServiceDeployment deployment) {
        return deployment.lifecycleHookDetails().stream()
                .filter(hook -> hook.status().equals("AWAITING_ACTION"))
                .map(hook -> hook.hookId())
                .findFirst();
    }
}
