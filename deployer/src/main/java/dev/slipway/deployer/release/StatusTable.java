package dev.slipway.deployer.release;

import dev.slipway.deployer.model.DeploymentStatus;
import java.util.Locale;

/**
 * <em>ECS status × what we asked → what it means</em>. The specification of how a deployment's status is read; an unknown
 * status means still running. Allowed moves of ECS: developer guide, service-deployment.html.
 */
final class StatusTable {
    private StatusTable() {}

    /** What a status means for the release. */
    enum Meaning {
        STILL_RUNNING,
        SUCCEEDED,
        WON_THE_RACE,
        BEING_STOPPED,
        STOPPED,
        GOING_BACK,
        WENT_BACK,
        COULD_NOT_GO_BACK
    }

    static Meaning read(DeploymentStatus status, boolean rollbackAsked) {
        return switch (status) {
            case PENDING, IN_PROGRESS, UNKNOWN -> Meaning.STILL_RUNNING;
            case SUCCESSFUL -> rollbackAsked ? Meaning.WON_THE_RACE : Meaning.SUCCEEDED;
            case STOP_REQUESTED -> Meaning.BEING_STOPPED;
            case STOPPED -> Meaning.STOPPED;
            case ROLLBACK_REQUESTED, ROLLBACK_IN_PROGRESS -> Meaning.GOING_BACK;
            case ROLLBACK_SUCCESSFUL -> Meaning.WENT_BACK;
            case ROLLBACK_FAILED -> Meaning.COULD_NOT_GO_BACK;
        };
    }

    /** Why ECS went back by itself, from its own words (troubleshooting page and Terraform's acceptance test). */
    static EndClass causeOf(String statusReason) {
        String text = statusReason.toLowerCase(Locale.ROOT);
        if (text.contains("pause hook timed out")) {
            return EndClass.GATE_TIMEOUT;
        }
        if (text.contains("circuit breaker")) {
            return EndClass.CIRCUIT_BREAKER;
        }
        return text.contains("alarm") ? EndClass.ALARM : EndClass.ECS_FAILED;
    }
}
