package dev.slipway.sandbox.model.ecs.machine;

/** Where a service deployment is, with the moves docs/aws.md, Statuses [svcdep] allows. */
enum Status {
    PENDING,
    IN_PROGRESS,
    SUCCESSFUL,
    STOP_REQUESTED,
    STOPPED,
    ROLLBACK_REQUESTED,
    ROLLBACK_IN_PROGRESS,
    ROLLBACK_SUCCESSFUL,
    ROLLBACK_FAILED;

    boolean isTerminal() {
        return switch (this) {
            case SUCCESSFUL, STOPPED, ROLLBACK_SUCCESSFUL, ROLLBACK_FAILED -> true;
            case PENDING, IN_PROGRESS, STOP_REQUESTED, ROLLBACK_REQUESTED, ROLLBACK_IN_PROGRESS -> false;
        };
    }

    boolean mayBecome(Status next) {
        return switch (this) {
            case PENDING ->
                switch (next) {
                    case IN_PROGRESS, ROLLBACK_REQUESTED, STOP_REQUESTED, STOPPED -> true;
                    default -> false;
                };
            case IN_PROGRESS ->
                switch (next) {
                    case SUCCESSFUL, STOP_REQUESTED, ROLLBACK_REQUESTED, ROLLBACK_IN_PROGRESS, STOPPED -> true;
                    default -> false;
                };
            case STOP_REQUESTED -> next == STOPPED;
            case ROLLBACK_REQUESTED -> next == SUCCESSFUL || next == ROLLBACK_IN_PROGRESS || next == STOPPED;
            case ROLLBACK_IN_PROGRESS -> next == ROLLBACK_SUCCESSFUL || next == ROLLBACK_FAILED;
            case SUCCESSFUL, STOPPED, ROLLBACK_SUCCESSFUL, ROLLBACK_FAILED -> false;
        };
    }
}
