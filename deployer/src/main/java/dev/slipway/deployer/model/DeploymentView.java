package dev.slipway.deployer.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What DescribeServiceDeployments says of one deployment.
 *
 * @param lifecycleStage    ECS's own string; empty if there is none yet
 * @param hooks             only those of type PAUSE
 * @param targetRevisionArn the service revision it brings
 * @param sourceRevisionArns those it replaces; empty for a first deployment
 * @param rollbackRevisionArn the service revision that it rolls or rolled back to; empty if it does not
 */
public record DeploymentView(
        String arn,
        DeploymentStatus status,
        Optional<String> statusReason,
        Optional<String> lifecycleStage,
        Instant createdAt,
        Optional<String> targetRevisionArn,
        List<String> sourceRevisionArns,
        List<HookView> hooks,
        Optional<String> rollbackRevisionArn,
        Optional<Instant> finishedAt) {

    public DeploymentView {
        sourceRevisionArns = List.copyOf(sourceRevisionArns);
        hooks = List.copyOf(hooks);
    }

    /** Whether it is not over: ECS works on it, waits for an answer, or goes back. */
    public boolean isInFlight() {
        return !status.isTerminal();
    }

    /** The hook that waits for an answer now, the first if there are several. */
    public Optional<HookView> awaiting() {
        return hooks.stream().filter(HookView::isAwaiting).findFirst();
    }

    /**
     * One PAUSE hook visit.
     *
     * @param status    ECS's own string, such as AWAITING_ACTION
     * @param expiresAt when ECS acts by itself
     */
    public record HookView(String hookId, String status, Optional<Instant> expiresAt) {
        public boolean isAwaiting() {
            return status.equals("AWAITING_ACTION");
        }
    }
}
