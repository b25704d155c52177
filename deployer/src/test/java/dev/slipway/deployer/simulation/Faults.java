package dev.slipway.deployer.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.random.RandomGenerator;

/**
 * Draws the faults of a run and keeps count. Every fault that strikes has a number, in the order of striking; those
 * named in {@code without} are drawn like the others but do not happen, so a failing run can be tried with fewer.
 */
final class Faults {
    private final RandomGenerator random;
    private final Map<Fault, Double> rates;
    private final SortedSet<Integer> without;
    private final Duration lasting;
    private final Map<Fault.Where, Fault[]> byPlace = new EnumMap<>(Fault.Where.class);
    private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);
    private Instant until = Instant.MIN;
    private int drawn;

    /**
     * The faults of one run.
     *
     * @param rates probability where it may happen, 0 to 1; what is not named never happens
     * @param lasting how long the weather is bad
     */
    Faults(RandomGenerator random, Map<Fault, Double> rates, SortedSet<Integer> without, Duration lasting) {
        this.random = random;
        this.rates = rates;
        this.without = without;
        this.lasting = lasting;
        for (Fault.Where where : Fault.Where.values()) {
            byPlace.put(
                    where,
                    rates.keySet().stream()
                            .filter(fault -> fault.where() == where)
                            .toArray(Fault[]::new));
        }
    }

    /** From now on, and for as long as the bad weather lasts. */
    void begin(Instant now) {
        until = now.plus(lasting);
    }

    /** Which fault strikes here and now, if any. */
    Optional<Fault> strike(Fault.Where where, Instant now) {
        Fault[] possible = byPlace.getOrDefault(where, new Fault[0]);
        if (possible.length == 0 || now.isAfter(until)) {
            return Optional.empty();
        }
        double lot = random.nextDouble();
        for (Fault fault : possible) {
            lot -= rates.getOrDefault(fault, 0.0);
            if (lot < 0) {
                return count(fault);
            }
        }
        return Optional.empty();
    }

    private Optional<Fault> count(Fault fault) {
        if (without.contains(drawn++)) {
            return Optional.empty();
        }
        struck.merge(fault, 1, Integer::sum);
        return Optional.of(fault);
    }

    /** The same instant, or the end of the bad weather if that comes before. */
    Instant atTheLatest(Instant at) {
        return at.isAfter(until) ? until : at;
    }

    /** How much of a fault: a number from {@code from} (inclusive) to {@code to} (exclusive). */
    long extent(long from, long to) {
        return random.nextLong(from, to);
    }

    /** How many were drawn, those left out included. */
    int drawn() {
        return drawn;
    }

    /** The number of the fault drawn last. */
    int latest() {
        return drawn - 1;
    }

    /** How often each happened. */
    Map<Fault, Integer> struck() {
        return struck;
    }

    boolean anyStruck() {
        return !struck.isEmpty();
    }
}
