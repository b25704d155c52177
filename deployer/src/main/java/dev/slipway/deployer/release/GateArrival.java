package dev.slipway.deployer.release;

import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.DeploymentView.HookView;
import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.problem.ProblemCode;
import dev.slipway.deployer.release.ReleaseState.AtGate;
import dev.slipway.deployer.release.ReleaseState.Baking;
import dev.slipway.deployer.release.ReleaseState.Deployed;
import dev.slipway.deployer.release.ReleaseState.Rolling;
import java.time.Instant;
import java.util.Optional;

/** Decides which gate it is that ECS has come to: at a hook that was not answered, and not visited just now. Pure. */
final class GateArrival {
    private static final String LEFT = "this hook is left to expire: ";
    private static final String A_PERSON = "a person has to look, or the hook expires: ";

    private GateArrival() {}

    static Decision decide(Situation situation, Deployed state, DeploymentView ours, HookView hook, Instant now) {
        Release release = situation.release();
        if (state instanceof Baking) {
            return Decision.stay(
                    release, now.plus(GateDecider.GATE_POLL), "a hook waits after all gates; it is left to expire");
        }
        Optional<GateVisit> last = state.newestVisit();
        if (last.isPresent() && last.get().hookId().equals(hook.hookId())) {
            // ECS did not show it for a moment. Neither a verdict nor a run under way is given up for that.
            return Decision.go(
                    release, new AtGate(now, state.pin(), last.get()), now, now, "the hook waits all the same");
        }
        var resolved = GateResolver.resolve(
                situation.spec(),
                release,
                ours.lifecycleStage(),
                situation.facts().traffic());
        return switch (resolved) {
            case GateResolver.Resolved.Unknown unknown
            when !GateDecider.isUngated(situation) && !GateDecider.isEmergency(situation) ->
                unrecognized(release, state, unknown.why(), now);
            case GateResolver.Resolved.Unknown unknown ->
                arriveAt(GateResolver.byWeight(situation.facts().traffic()), release, state, hook, now);
            case GateResolver.Resolved.Gate gate -> arriveAt(gate.kind(), release, state, hook, now);
        };
    }

    /** What contradicts itself may be a rule that has only just changed; what lasts is for a person. */
    private static Decision unrecognized(Release release, Deployed state, String why, Instant now) {
        Release.Entry newest = release.timeline().getLast();
        boolean toldBefore = newest.what().startsWith(A_PERSON);
        boolean lasts =
                newest.what().startsWith(LEFT) && !now.isBefore(newest.at().plus(GateDecider.LAST_MINUTE));
        if (toldBefore) {
            return Decision.stay(release, now.plus(GateDecider.TRAFFIC_POLL), newest.what());
        }
        return lasts
                ? Decision.go(release, state, now.plus(GateDecider.TRAFFIC_POLL), now, A_PERSON + why)
                        .halting(ProblemCode.GATE_UNRECOGNIZED, false)
                : Decision.go(release, state, now.plus(GateDecider.TRAFFIC_POLL), now, LEFT + why);
    }

    private static Decision arriveAt(GateKind gate, Release release, Deployed state, HookView hook, Instant now) {
        Optional<GateVisit> last = state.newestVisit();
        var visit = GateVisit.begun(hook.hookId(), gate, last, now, hook.expiresAt());
        // From a gate to the next one in a single look: the state between was never seen.
        Release onTheWay = state instanceof Rolling
                ? release
                : release.to(new Rolling(now, state.pin(), last), now, "the hook before was answered");
        return Decision.go(
                onTheWay, new AtGate(now, state.pin(), visit), now, now, "ECS waits at the " + gate.key() + " gate");
    }
}
