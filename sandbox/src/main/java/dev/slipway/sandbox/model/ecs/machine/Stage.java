package dev.slipway.sandbox.model.ecs.machine;

import dev.slipway.sandbox.model.AwsVariant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a deployment does at one time. The last two are parts of a ROLLING deployment, for which AWS shows no stage. */
enum Stage {
    RECONCILE_SERVICE,
    PRE_SCALE_UP,
    SCALE_UP,
    POST_SCALE_UP,
    TEST_TRAFFIC_SHIFT,
    POST_TEST_TRAFFIC_SHIFT,
    PRE_PRODUCTION_TRAFFIC_SHIFT,
    PRODUCTION_TRAFFIC_SHIFT,
    POST_PRODUCTION_TRAFFIC_SHIFT,
    BAKE_TIME,
    CLEAN_UP,
    ROLL,
    WATCH;

    static Optional<Stage> named(String name) {
        return Arrays.stream(values())
                .filter(stage -> stage.name().equals(name) && stage != ROLL && stage != WATCH)
                .findFirst();
    }

    /** Whether a PAUSE hook may be set here (docs/aws.md, Stages; RECONCILE_SERVICE as [pause] and [hooks] say). */
    boolean mayPause() {
        return switch (this) {
            case RECONCILE_SERVICE,
                    PRE_SCALE_UP,
                    POST_SCALE_UP,
                    POST_TEST_TRAFFIC_SHIFT,
                    PRE_PRODUCTION_TRAFFIC_SHIFT,
                    POST_PRODUCTION_TRAFFIC_SHIFT -> true;
            case SCALE_UP, TEST_TRAFFIC_SHIFT, PRODUCTION_TRAFFIC_SHIFT, BAKE_TIME, CLEAN_UP, ROLL, WATCH -> false;
        };
    }

    /** What {@code lifecycleStage} says; nothing for ROLLING ([ecspresso]). */
    @Nullable
    String shown(AwsVariant variant) {
        return switch (this) {
            case ROLL, WATCH -> null;
            case PRE_PRODUCTION_TRAFFIC_SHIFT ->
                switch (variant.stageAtPreProduction()) {
                    case ITS_OWN_NAME -> name();
                    case POST_TEST_TRAFFIC_SHIFT -> POST_TEST_TRAFFIC_SHIFT.name();
                    case PRODUCTION_TRAFFIC_SHIFT -> PRODUCTION_TRAFFIC_SHIFT.name();
                };
            default -> name();
        };
    }
}
