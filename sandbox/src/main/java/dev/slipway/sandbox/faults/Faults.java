package dev.slipway.sandbox.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.wire.Interference;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** The plan in force, and what became of it so far. Thread-safe. */
public final class Faults implements Interference {
    private final InstantSource clock;
    private FaultPlan plan = FaultPlan.NONE;
    private SplittableRandom random = new SplittableRandom(0);
    private Buckets buckets = new Buckets();
    private final IdentityHashMap<CallFault, Integer> strikes = new IdentityHashMap<>();
    private final Map<String, Integer> done = new TreeMap<>();

    /** Nothing goes wrong yet. */
    public Faults(InstantSource clock) {
        this.clock = clock;
    }

    /** Puts a plan in force, instead of the one before. What was counted is forgotten. */
    public synchronized void follow(FaultPlan other) {
        plan = other;
        random = new SplittableRandom(other.seed());
        buckets = new Buckets();
        strikes.clear();
        done.clear();
    }

    public synchronized FaultPlan plan() {
        return plan;
    }

    /** How often what was done: {@code throttled ecs UpdateService}, {@code failed …}, {@code lost aws.ecr …}. */
    public synchronized Map<String, Integer> done() {
        return new TreeMap<>(done);
    }

    @Override
    public synchronized Disturbance of(String service, String action) {
        if (plan.throttling() && !buckets.take(service, action, clock.instant())) {
            count("throttled " + service + " " + action);
            return new Disturbance(
                    Disturbance.Kind.REFUSED, AwsRefusal.client("ThrottlingException", "Rate exceeded"), Duration.ZERO);
        }
        for (CallFault fault : plan.calls()) {
            if (fault.fits(service, action) && strikes(fault)) {
                return disturbance(fault, service + " " + action);
            }
        }
        return Disturbance.NONE;
    }

    /** How long after now each copy of an event shall come; none if it is lost. */
    synchronized List<Duration> arrivals(JsonNode event) {
        for (EventFault fault : plan.events()) {
            if (fault.fits(event)) {
                return arrivals(
                        fault,
                        event.path("source").asText() + " "
                                + event.path("detail-type").asText());
            }
        }
        return List.of(Duration.ZERO);
    }

    private boolean strikes(CallFault fault) {
        int before = strikes.getOrDefault(fault, 0);
        if (before >= fault.times() || random.nextDouble() >= fault.probability()) {
            return false;
        }
        strikes.put(fault, before + 1);
        return true;
    }

    private Disturbance disturbance(CallFault fault, String call) {
        if (fault.status() == 200) {
            count("delayed " + call);
            return new Disturbance(Disturbance.Kind.SLOW, AwsRefusal.server("", ""), fault.delay());
        }
        boolean after = fault.when() == CallFault.When.AFTER;
        count((after ? "unanswered " : "failed ") + call);
        return new Disturbance(
                after ? Disturbance.Kind.UNANSWERED : Disturbance.Kind.REFUSED,
                AwsRefusal.of(fault.status(), fault.code(), "The sandbox was asked to fail here."),
                fault.delay());
    }

    private List<Duration> arrivals(EventFault fault, String event) {
        if (random.nextDouble() < fault.lose()) {
            count("lost " + event);
            return List.of();
        }
        var arrivals = new ArrayList<Duration>();
        arrivals.add(lateness(fault, event));
        if (random.nextDouble() < fault.duplicate()) {
            count("doubled " + event);
            arrivals.add(lateness(fault, event));
        }
        return arrivals;
    }

    private Duration lateness(EventFault fault, String event) {
        if (fault.delay().isZero()) {
            return Duration.ZERO;
        }
        count("delayed " + event);
        return Duration.ofMillis(random.nextLong(fault.delay().toMillis() + 1));
    }

    private void count(String what) {
        done.merge(what, 1, Integer::sum);
    }
}
