package dev.slipway.deployer.simulation;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Everything that is drawn in a run, from one seed. Each matter has a stream of its own, so that one more draw in one does
 * not move the others.
 */
final class Choices {
    private final long seed;

    Choices(long seed) {
        this.seed = seed;
    }

    /** The stream of one matter; the same name gives the same numbers. */
    RandomGenerator of(String matter) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L ^ (long) matter.hashCode() << 17);
    }
}
