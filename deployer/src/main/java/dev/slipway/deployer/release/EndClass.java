package dev.slipway.deployer.release;

import java.util.Locale;

/** Why a release ended as it did; the slug is stable, for records and metrics. */
public enum EndClass {
    SMOKE_FAILED(true),
    SMOKE_INCONCLUSIVE(false),
    GATE_TIMEOUT(false),
    ALARM(true),
    CIRCUIT_BREAKER(true),
    PHASE_TIMEOUT(false),
    STOPPED_BY_OPERATOR(true),
    REPLACED_BY_OTHER(false),
    ECS_FAILED(false),
    RENDER_REFUSED(false),
    PREFLIGHT_REFUSED(false),
    IMAGE_GONE(false),
    NO_ROLLBACK_TARGET(false),
    NOT_APPROVED(false),
    NOT_STARTED(false),
    WEIGHTS_CHANGED(false),
    SUPERSEDED_BY_NEWER(false),
    FOREIGN_REJECTED(false),
    /** Its deployment showed up after the release had ended without it. */
    LATE_DEPLOYMENT(false),
    /** It had not touched ECS yet, and a deployment met there came first; it is queued anew. */
    GAVE_WAY(false);

    private final boolean provesBad;

    EndClass(boolean provesBad) {
        this.provesBad = provesBad;
    }

    /** Whether such an end says that the image itself is bad, so that no event may deploy it again. */
    public boolean provesBad() {
        return provesBad;
    }

    /** Whether the image was not judged at all, so that one automatic retry makes sense. */
    public boolean isUnjudged() {
        return this == GATE_TIMEOUT || this == SMOKE_INCONCLUSIVE;
    }

    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
