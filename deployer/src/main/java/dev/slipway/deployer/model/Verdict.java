package dev.slipway.deployer.model;

/** The judgement of a smoke run. INCONCLUSIVE means that we could not measure, and is never a pass. */
public enum Verdict {
    PASS,
    FAIL,
    INCONCLUSIVE
}
