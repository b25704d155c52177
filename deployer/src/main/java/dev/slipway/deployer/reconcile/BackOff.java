package dev.slipway.deployer.reconcile;

import java.time.Duration;

/**
 * How long to leave something alone that keeps failing: twice as long each time, and never as long as the others who meet
 * the same failure, so that they do not come back all at once.
 *
 * @param first   after the first failure, at most; more than zero
 * @param longest however often it failed, at most
 */
public record BackOff(Duration first, Duration longest) {
    private static final int MOST_DOUBLINGS = 20;

    /**
     * From the half of what the number of failures gives up to all of it.
     *
     * @param failures in a row, 1 or more
     * @param chance   a random text: where in between
     */
    public Duration after(int failures, String chance) {
        Duration full = first.multipliedBy(1L << Math.min(MOST_DOUBLINGS, failures - 1));
        Duration most = full.compareTo(longest) < 0 ? full : longest;
        long half = most.toMillis() / 2;
        return Duration.ofMillis(half + Math.floorMod(chance.hashCode() * 31L, half + 1));
    }
}
