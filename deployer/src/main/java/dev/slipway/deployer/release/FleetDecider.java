package dev.slipway.deployer.release;

import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.GateSpec;
import dev.slipway.deployer.model.Verdict;
import dev.slipway.deployer.release.ReleaseState.AtGate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides at a gate that asks whether all tasks run without trouble for a while: the gate of services without requests. Pure. */
final class FleetDecider {
    private static final Duration POLL = Duration.ofSeconds(10);
    /** How long before its hook expires a gate is given up. */
    private static final Duration LAST_MOMENT = Duration.ofSeconds(30);

    private FleetDecider() {}

    /** Empty if the tasks are well and something else has to be asked besides. */
    static Optional<Decision> decide(
            Situation situation, AtGate state, DeploymentView ours, GateSpec gate, Instant now) {
        Release release = situation.release();
        Duration healthyFor = gate.healthyFor().orElse(Duration.ZERO);
        if (situation.facts().fleet().isEmpty()) {
            return Optional.of(Decision.stay(release, now, "the tasks were not looked at yet"));
        }
        Facts.Fleet fleet = situation.facts().fleet().get();
        Optional<String> trouble = trouble(fleet);
        if (trouble.isPresent()) {
            return Optional.of(judged(release, state, Verdict.FAIL, trouble.get(), now));
        }
        boolean isComplete = fleet.running() > 0 && fleet.running() >= fleet.desired();
        Instant due = fleet.youngest().orElse(now).plus(healthyFor);
        if (isComplete && !fleet.askedAt().isBefore(due)) {
            String told = fleet.running() + " of " + fleet.desired() + " tasks have been healthy since "
                    + due.minus(healthyFor);
            return gate.suites().isEmpty() && gate.task().isEmpty()
                    ? Optional.of(judged(release, state, Verdict.PASS, told, now))
                    : Optional.empty();
        }
        String waits = fleet.running() + " of " + fleet.desired() + " tasks run, the youngest since "
                + fleet.youngest().map(Instant::toString).orElse("never") + "; all have to for "
                + healthyFor.toSeconds() + " s";
        return Optional.of(
                isLate(state.visit(), now)
                        ? RollBacks.ask(release, state, ours, EndClass.GATE_TIMEOUT, waits, now)
                        : Decision.stay(
                                release,
                                isComplete ? ReleaseDecider.dueOrPoll(due, POLL, now) : now.plus(POLL),
                                waits));
    }

    private static Optional<String> trouble(Facts.Fleet fleet) {
        return fleet.crashed()
                .or(() -> fleet.unhealthy() > 0
                        ? Optional.of(fleet.unhealthy() + " of " + fleet.running() + " tasks are unhealthy")
                        : Optional.empty());
    }

    private static boolean isLate(GateVisit visit, Instant now) {
        return visit.expiresAt()
                .map(end -> !now.isBefore(end.minus(LAST_MOMENT)))
                .orElse(false);
    }

    private static Decision judged(Release release, AtGate state, Verdict verdict, String summary, Instant now) {
        var visit = state.visit().judged(verdict, summary, now);
        return Decision.go(release, new AtGate(state.since(), state.pin(), visit), now, now, verdict + ": " + summary);
    }
}
