package dev.slipway.deployer.problem;

import java.util.Locale;

/** Every kind of problem; the slug is stable, for pages, alarms and metrics. */
public enum ProblemCode {
    ANNOUNCEMENT_FAILED,
    AWS_ACCESS_DENIED,
    AWS_REFUSED,
    AWS_THROTTLED,
    AWS_UNAVAILABLE,
    COMMAND_REFUSED,
    CONFIGURATION_FAULTY,
    GATE_UNRECOGNIZED,
    IMAGE_GONE,
    JOURNAL_NEWER,
    JOURNAL_UNAVAILABLE,
    MESSAGE_UNPARSABLE,
    PREFLIGHT_REFUSED,
    RENDER_REFUSED,
    REPOSITORY_UNKNOWN,
    ROLLBACK_STUCK,
    SERVICE_NOT_FOUND,
    SERVICE_REMOVED,
    SUITE_FAULTY;

    /** In lower case with hyphens. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
