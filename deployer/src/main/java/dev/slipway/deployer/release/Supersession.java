package dev.slipway.deployer.release;

import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.ServiceSpec.Supersede;
import dev.slipway.deployer.model.Strategy;
import dev.slipway.deployer.release.ReleaseState.AtGate;
import dev.slipway.deployer.release.ReleaseState.AwaitingPromotion;
import dev.slipway.deployer.release.ReleaseState.Deployed;
import dev.slipway.deployer.release.ReleaseState.Rolling;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether a newer image ends the release in flight: under {@code replace}, while production traffic has not moved. Pure. */
final class Supersession {
    /** Pushes that come faster than this are taken together: only the newest of them ends anything. */
    static final Duration BURST = Duration.ofMinutes(2);

    private static final List<String> BEFORE_TRAFFIC_MOVES = List.of(
            "",
            "RECONCILE_SERVICE",
            "PRE_SCALE_UP",
            "SCALE_UP",
            "POST_SCALE_UP",
            "TEST_TRAFFIC_SHIFT",
            "POST_TEST_TRAFFIC_SHIFT");

    private Supersession() {}

    /** The release that ends this one, as a sentence; empty if it goes on. */
    static Optional<String> by(Situation situation, Instant now) {
        Release release = situation.release();
        boolean mayEnd = situation.spec().supersede() == Supersede.REPLACE
                && situation.state().hold().isEmpty()
                && release.wish().isEmpty()
                && !release.bootstrap()
                && !release.trigger().isOperators()
                && !(release.trigger() instanceof Trigger.Foreign)
                && !now.isBefore(release.begunAt().plus(BURST));
        return mayEnd
                ? situation.state().queue().stream()
                        .filter(other -> other.trigger() instanceof Trigger.Push)
                        .reduce((older, newer) -> newer)
                        .map(newer -> "release " + newer.id() + " of " + newer.image() + " is newer")
                : Optional.empty();
    }

    /** Whether users still see nothing of it. */
    static boolean isInTime(Situation situation, Deployed state, DeploymentView ours) {
        if (situation.spec().strategy() instanceof Strategy.Rolling) {
            return false;
        }
        return switch (state) {
            case Rolling rolling ->
                situation.release().answers().isEmpty()
                        && BEFORE_TRAFFIC_MOVES.contains(ours.lifecycleStage().orElse(""));
            case AtGate atGate -> isBeforeTraffic(situation, atGate.visit());
            case AwaitingPromotion awaiting -> isBeforeTraffic(situation, awaiting.visit());
            default -> false;
        };
    }

    private static boolean isBeforeTraffic(Situation situation, GateVisit visit) {
        return situation
                .facts()
                .traffic()
                .map(traffic -> traffic.productionPercent() == 0)
                .orElse(visit.gate() == GateKind.TEST);
    }
}
