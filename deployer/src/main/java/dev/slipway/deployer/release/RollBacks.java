package dev.slipway.deployer.release;

import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.HookAction;
import dev.slipway.deployer.release.ReleaseState.Deployed;
import dev.slipway.deployer.release.ReleaseState.RollingBack;
import java.time.Instant;
import java.util.Optional;

/** How ECS is asked to go back: at the hook that waits, if one does, otherwise by stopping the deployment. */
final class RollBacks {
    private RollBacks() {}

    static Decision ask(
            Release release, Deployed state, DeploymentView ours, EndClass cause, String evidence, Instant now) {
        Optional<String> hookId = ours.awaiting()
                .map(DeploymentView.HookView::hookId)
                .filter(id -> DeploymentDecider.isAtHook(state, id));
        Effect effect = hookId.<Effect>map(id -> new Effect.Answer(ours.arn(), id, HookAction.ROLLBACK))
                .orElseGet(() -> new Effect.Stop(ours.arn()));
        var next = new RollingBack(now, state.pin(), cause, evidence, hookId, true);
        return Decision.go(
                release, next, effect, now.plus(DeploymentDecider.ROLLING_POLL), now, cause.slug() + ": " + evidence);
    }
}
