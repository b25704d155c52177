package dev.slipway.deployer.simulation;

import java.util.Collections;

/** Runs one seed in a JVM of its own and prints its hash. */
final class OneSeed {
    private OneSeed() {}

    public static void main(String[] arguments) {
        long seed = Long.parseLong(arguments[0]);
        System.out.println(Simulation.run(seed, Collections.emptySortedSet(), DeployerProgram.real(), false)
                .hash());
    }
}
