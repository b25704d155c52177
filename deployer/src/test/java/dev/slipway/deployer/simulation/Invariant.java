package dev.slipway.deployer.simulation;

/** Something that must hold after every step of every run. */
interface Invariant {
    /** What must hold, in one sentence. */
    String sentence();

    /**
     * Looks at one step.
     *
     * @throws Broken if it must not have happened
     */
    void see(Step step);

    /** What to throw. */
    default Broken broken(String found) {
        return Broken.of(getClass().getSimpleName(), sentence(), found);
    }
}
