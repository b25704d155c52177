package dev.slipway.deployer.simulation;

import static dev.slipway.deployer.release.ReleaseState.Kind.AT_GATE;
import static dev.slipway.deployer.release.ReleaseState.Kind.AWAITING_PROMOTION;
import static dev.slipway.deployer.release.ReleaseState.Kind.BAKING;
import static dev.slipway.deployer.release.ReleaseState.Kind.CANCELLED;
import static dev.slipway.deployer.release.ReleaseState.Kind.FAILED;
import static dev.slipway.deployer.release.ReleaseState.Kind.LIVE;
import static dev.slipway.deployer.release.ReleaseState.Kind.PREPARING;
import static dev.slipway.deployer.release.ReleaseState.Kind.QUEUED;
import static dev.slipway.deployer.release.ReleaseState.Kind.REFUSED;
import static dev.slipway.deployer.release.ReleaseState.Kind.REPLACED;
import static dev.slipway.deployer.release.ReleaseState.Kind.ROLLED_BACK;
import static dev.slipway.deployer.release.ReleaseState.Kind.ROLLING;
import static dev.slipway.deployer.release.ReleaseState.Kind.ROLLING_BACK;
import static dev.slipway.deployer.release.ReleaseState.Kind.STARTING;
import static dev.slipway.deployer.release.ReleaseState.Kind.SUPERSEDED;

import dev.slipway.deployer.release.ReleaseState.Kind;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All decisions that there are, state by state: the list of what the simulation has to reach. Where a release may go,
 * {@link Kind#next} says; what may be done in the world on the way is said here.
 */
final class LegalDecisions {
    private static final String REGISTER = "Register";
    private static final String START = "Start";
    private static final String RUN = "RunGate";
    private static final String COMMAND = "RunCommand";
    private static final String STOP_COMMAND = "StopCommand";
    private static final String CONTINUE = "Answer CONTINUE";
    private static final String BACK = "Answer ROLLBACK";
    private static final String STOP = "Stop";

    /** With an effect; those that are no move stay where they are. */
    private static final List<Decided> WITH_EFFECT = List.of(
            new Decided(PREPARING, PREPARING, REGISTER),
            new Decided(PREPARING, STARTING, START),
            new Decided(STARTING, STARTING, START),
            new Decided(ROLLING, ROLLING, CONTINUE),
            new Decided(ROLLING, ROLLING_BACK, STOP),
            new Decided(AT_GATE, ROLLING, CONTINUE),
            new Decided(AT_GATE, AT_GATE, RUN),
            new Decided(AT_GATE, AT_GATE, COMMAND),
            new Decided(AT_GATE, AT_GATE, STOP_COMMAND),
            new Decided(AT_GATE, ROLLING_BACK, BACK),
            new Decided(AT_GATE, ROLLING_BACK, STOP),
            new Decided(AWAITING_PROMOTION, ROLLING, CONTINUE),
            new Decided(AWAITING_PROMOTION, ROLLING_BACK, BACK),
            new Decided(AWAITING_PROMOTION, ROLLING_BACK, STOP),
            new Decided(BAKING, ROLLING_BACK, STOP),
            new Decided(ROLLING_BACK, ROLLING_BACK, BACK),
            new Decided(ROLLING_BACK, ROLLING_BACK, STOP));

    private static final List<Decided> RARE = List.of(
            new Decided(PREPARING, SUPERSEDED, ""),
            new Decided(STARTING, PREPARING, ""),
            new Decided(STARTING, REFUSED, ""),
            new Decided(STARTING, REPLACED, ""),
            new Decided(ROLLING, FAILED, ""),
            new Decided(AT_GATE, ROLLED_BACK, ""),
            new Decided(AT_GATE, ROLLING_BACK, STOP),
            new Decided(AWAITING_PROMOTION, REPLACED, ""),
            new Decided(BAKING, ROLLING_BACK, STOP),
            new Decided(BAKING, REPLACED, ""),
            new Decided(ROLLING_BACK, LIVE, ""),
            new Decided(ROLLING_BACK, ROLLING_BACK, STOP));

    /** Two moves in one look: someone else answered, and ECS waits at the next hook already. */
    private static final Decided TO_THE_NEXT_GATE = new Decided(AWAITING_PROMOTION, AT_GATE, "");

    private static final List<Decided> ONCE_IN_THOUSANDS = List.of(
            TO_THE_NEXT_GATE,
            new Decided(PREPARING, STARTING, ""),
            new Decided(AT_GATE, BAKING, ""),
            new Decided(AWAITING_PROMOTION, ROLLING_BACK, STOP));

    /** Nobody deletes the service here, and ECS is looked at too often to be several steps ahead. */
    private static final List<Decided> ELSEWHERE = List.of(
            new Decided(QUEUED, CANCELLED, ""),
            new Decided(STARTING, FAILED, ""),
            new Decided(AT_GATE, LIVE, ""),
            new Decided(AT_GATE, FAILED, ""),
            new Decided(AWAITING_PROMOTION, BAKING, ""),
            new Decided(AWAITING_PROMOTION, LIVE, ""),
            new Decided(AWAITING_PROMOTION, ROLLED_BACK, ""),
            new Decided(AWAITING_PROMOTION, FAILED, ""),
            new Decided(BAKING, ROLLING_BACK, ""),
            new Decided(BAKING, ROLLED_BACK, ""),
            new Decided(BAKING, FAILED, ""),
            new Decided(ROLLING_BACK, REPLACED, ""));

    private LegalDecisions() {}

    /** All, without those that only look again. */
    static SortedSet<Decided> all() {
        var all = new TreeSet<>(WITH_EFFECT);
        all.add(TO_THE_NEXT_GATE);
        for (Kind from : Kind.values()) {
            from.next().forEach(to -> all.add(new Decided(from, to, "")));
        }
        return all;
    }

    /**
     * How many seeds surely come to it. Most are taken thousands of times in 1,000 seeds; some need several rare things to
     * meet.
     */
    static int seedsFor(Decided decided) {
        if (ONCE_IN_THOUSANDS.contains(decided)) {
            return 100_000;
        }
        return RARE.contains(decided) ? 10_000 : 1000;
    }

    /** What the simulation does not have to come to, and what shows it instead. */
    static SortedMap<Decided, String> elsewhere() {
        var elsewhere = new TreeMap<Decided, String>();
        ELSEWHERE.forEach(decided -> elsewhere.put(decided, "`LegalMovesTest`"));
        return elsewhere;
    }
}
