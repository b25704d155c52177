package dev.slipway.deployer.simulation;

/** Who is refused waits before asking again, and who has nothing to do asks seldom. */
record NothingSpins() implements Invariant {
    /** A release of two gates makes about a hundred; a push that meets a queue of others a few more. */
    static final int MOST_CALLS_A_MINUTE = 400;

    @Override
    public String sentence() {
        return "no process makes more than " + MOST_CALLS_A_MINUTE + " calls in a minute";
    }

    @Override
    public void see(Step step) {
        if (step instanceof Step.CallSent(String process, int count) && count > MOST_CALLS_A_MINUTE) {
            throw broken(process + " made " + count);
        }
    }
}
