package dev.slipway.smoke.cli;

/** One of the commands behind {@code smoke}. */
interface Command {
    /** How it is called. */
    Usage usage();

    /**
     * Does it; answers with the exit code.
     *
     * @throws UsageFault if the words don't make sense together
     */
    int run(Words words, Surroundings surroundings);
}
