package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.GateSpec;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.problem.Problems;
import dev.slipway.deployer.reconcile.port.Background.LongWork;
import dev.slipway.deployer.reconcile.port.GateCheck.GateOutcome;
import dev.slipway.deployer.reconcile.port.GateCheck.GateRequest;
import dev.slipway.deployer.reconcile.port.Journal.Condition;
import dev.slipway.deployer.reconcile.port.Journal.Item;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.release.Effect;
import dev.slipway.deployer.release.GateVisit;
import dev.slipway.deployer.release.Lease;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState.AtGate;
import dev.slipway.deployer.release.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * One smoke run, outside any turn. It shows that it lives by a lease; its end is a report and a wake-up. Only the report of
 * the run that STATE names counts.
 */
final class GateRun implements LongWork {
    private final Parts parts;
    private final ServiceSpec spec;
    private final Release release;
    private final GateVisit visit;
    private final String token;
    /** By the clock that never jumps: the end of the newest lease, less the time to stop in. */
    private Duration stopAt;

    /** What a run needs of what turns are made of. */
    record Parts(Ports ports, Store store, Codec codec, Lease lease) {}

    GateRun(Parts parts, ServiceSpec spec, Release release, GateVisit visit, String token) {
        this.parts = parts;
        this.spec = spec;
        this.release = release;
        this.visit = visit;
        this.token = token;
        this.stopAt = nextStop();
    }

    static GateRun of(TurnParts parts, ServiceSpec spec, Release release, Effect.RunGate run) {
        var visit = ((AtGate) release.state()).visit();
        var needed = new Parts(parts.ports(), parts.store(), parts.codec(), parts.lease());
        return new GateRun(needed, spec, release, visit, run.token());
    }

    /** If a call fails, whoever looks next finds what is written of the run, or takes it over when its lease has ended. */
    @Override
    public void run(BooleanSupplier isCancelled) {
        try {
            check(isCancelled);
        } catch (PortFailure failure) {
            Instant nextLook = parts.ports().clock().now().plus(Sweep.EVERY);
            ProblemLog.tell(ProblemLog.of(failure, spec.name(), nextLook));
        }
    }

    private void check(BooleanSupplier isCancelled) {
        if (!putLease(parts.lease().lasts(), new Condition.Absent())) {
            return;
        }
        GateOutcome outcome =
                parts.ports().gateCheck().check(request(), () -> isCancelled.getAsBoolean() || isOverdue());
        if (isCancelled.getAsBoolean() || isOverdue()) {
            handOver();
            return;
        }
        if (!outcome.faults().isEmpty()) {
            ProblemLog.tell(Problems.suiteFaulty(spec.name(), release.id(), outcome.faults()));
        }
        var body = new Report(
                outcome.verdict().name(),
                outcome.summary(),
                parts.ports().clock().now(),
                parts.codec().tree(outcome.report()));
        String key = Keys.report(release.id(), visit.key(), visit.attempt());
        parts.ports()
                .journal()
                .put(
                        new Item(Keys.service(spec.name()), key, parts.codec().write(body), 0, token, Optional.empty()),
                        new Condition.Absent());
        parts.ports().wakeUps().send(spec.name(), "", Duration.ZERO);
    }

    /** Stopped before the end. If the run is still ours, whoever looks next may take it at once. */
    private void handOver() {
        if (putLease(Duration.ZERO, new Condition.OwnerIs(token))) {
            parts.ports().wakeUps().send(spec.name(), "", Duration.ZERO);
        }
    }

    @Override
    public boolean renew() {
        boolean ours = !isOverdue() && putLease(parts.lease().lasts(), new Condition.OwnerIs(token));
        if (ours) {
            stopAt = nextStop();
        }
        return ours;
    }

    @Override
    public Duration renewEvery() {
        return parts.lease().renewedEvery();
    }

    private Duration nextStop() {
        return parts.ports().clock().monotonic().plus(parts.lease().owned());
    }

    private boolean isOverdue() {
        return parts.ports().clock().monotonic().compareTo(stopAt) >= 0;
    }

    private boolean putLease(Duration lasts, Condition condition) {
        Instant until = parts.ports().clock().now().plus(lasts);
        String key = Keys.lease(release.id(), visit.key(), visit.attempt());
        String body = "{\"until\":\"" + until + "\"}";
        return parts.ports()
                .journal()
                .put(new Item(Keys.service(spec.name()), key, body, 0, token, Optional.empty()), condition);
    }

    private GateRequest request() {
        var suites = new TreeMap<String, String>();
        parts.store()
                .keptTree(spec.name(), Keys.suites(release.suitesHash()))
                .properties()
                .forEach(file -> suites.put(file.getKey(), file.getValue().asText()));
        return new GateRequest(gate(), suites, variables(), spec.secrets(), spec.identity(), gate().smoke());
    }

    /** Going back runs only what is critical, unless the operator asked for all. */
    private GateSpec gate() {
        GateSpec gate = spec.gate(visit.gate()).orElseThrow();
        boolean criticalOnly = release.trigger() instanceof Trigger.ManualRollback rollback && !rollback.full();
        return criticalOnly
                ? new GateSpec(
                        gate.kind(),
                        gate.suites(),
                        List.of("critical"),
                        gate.target(),
                        gate.smoke(),
                        gate.reruns(),
                        gate.approvalWithin())
                : gate;
    }

    private SortedMap<String, String> variables() {
        var variables = new TreeMap<String, String>();
        variables.put("release.id", release.id().value());
        variables.put("image.tag", release.image().tag().orElse(""));
        variables.put(
                "image.digest",
                release.image().digest().map(digest -> digest.value()).orElse(""));
        variables.put("service", spec.name().value());
        variables.put("gate", visit.gate().key());
        variables.put("run.id", release.id() + "-" + visit.key() + "-" + visit.attempt());
        return variables;
    }

    /** What is kept of a run. */
    record Report(String verdict, String summary, Instant at, com.fasterxml.jackson.databind.JsonNode report) {}
}
