package dev.slipway.deployer.simulation;

import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.Verdict;
import dev.slipway.deployer.reconcile.port.GateCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Smoke tests: some requests over a few minutes, each answered by whatever the listener's rule forwards to at that very
 * time. So testing the wrong fleet gives the wrong fleet's verdict.
 */
final class SimulatedGateCheck implements GateCheck {
    private final SimulatedProcess process;
    private final Stage stage;
    private final RandomGenerator random;

    SimulatedGateCheck(SimulatedProcess process, Stage stage, RandomGenerator random) {
        this.process = process;
        this.stage = stage;
        this.random = random;
    }

    @Override
    public GateOutcome check(GateRequest request, BooleanSupplier isCancelled) {
        process.refuseIfDead();
        Instant now = stage.schedule().now();
        boolean isDisturbed = stage.faults().strike(Fault.Where.GATE, now).isPresent();
        int requests = 1 + random.nextInt(4);
        Duration all = Duration.ofMillis(
                random.nextLong(5_000, Math.max(5_001, request.within().toMillis())));
        Verdict worst = Verdict.PASS;
        for (int sent = 0; sent < requests; sent++) {
            pause(all.dividedBy(requests), isCancelled);
            if (isCancelled.getAsBoolean()) {
                return outcome(request, Verdict.INCONCLUSIVE, "cancelled");
            }
            worst = worse(worst, ask(request.gate().kind()));
        }
        return isDisturbed
                ? outcome(request, Verdict.INCONCLUSIVE, "could not measure")
                : outcome(request, worst, requests + " requests, " + worst);
    }

    private void pause(Duration all, BooleanSupplier isCancelled) {
        Duration left = all;
        while (left.isPositive() && !isCancelled.getAsBoolean()) {
            Duration step = left.compareTo(Duration.ofSeconds(10)) < 0 ? left : Duration.ofSeconds(10);
            process.rest(step);
            left = left.minus(step);
        }
    }

    private Verdict ask(GateKind gate) {
        List<String> digests = stage.aws().digestsBehind(gate == GateKind.PRODUCTION);
        return digests.stream()
                .map(digest -> stage.images().quality(digest).at(gate))
                .reduce(SimulatedGateCheck::worse)
                .orElse(Verdict.INCONCLUSIVE);
    }

    private static Verdict worse(Verdict one, Verdict other) {
        if (one == Verdict.FAIL || other == Verdict.FAIL) {
            return Verdict.FAIL;
        }
        return one == Verdict.INCONCLUSIVE ? one : other;
    }

    private GateOutcome outcome(GateRequest request, Verdict verdict, String summary) {
        String who = stage.schedule().running().name();
        stage.trace()
                .note(stage.schedule().now(), who, "tested " + request.gate().kind() + ": " + summary);
        return new GateOutcome(verdict, summary, "{}");
    }
}
