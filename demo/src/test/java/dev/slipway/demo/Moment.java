package dev.slipway.demo;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * When the deployer is killed: as soon as it has sent a call for the so-manieth time, before it can know what came of it.
 *
 * @param call  its name; empty for any
 * @param times from one on
 */
record Moment(String call, int times) {
    /** Those between which a release must not be torn, and any. */
    private static final List<String> CALLS = List.of(
            "",
            "",
            "PutItem",
            "PutItem",
            "RegisterTaskDefinition",
            "UpdateService",
            "ContinueServiceDeployment",
            "DeleteMessage",
            "PutEvents");

    private static final int LATEST_OF_ANY = 60;
    private static final int LATEST_WRITE = 12;

    static Moment draw(RandomGenerator random) {
        String call = CALLS.get(random.nextInt(CALLS.size()));
        int latest = switch (call) {
            case "" -> LATEST_OF_ANY;
            case "PutItem" -> LATEST_WRITE;
            default -> 2;
        };
        return new Moment(call, 1 + random.nextInt(latest));
    }

    /** True of the call that is the moment, of those that are asked about one after the other. */
    Predicate<String> predicate() {
        var left = new AtomicInteger(times);
        return name -> (call.isEmpty() || call.equals(name)) && left.decrementAndGet() == 0;
    }

    @Override
    public String toString() {
        return "call " + times + " of " + (call.isEmpty() ? "all" : call);
    }
}
