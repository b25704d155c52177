package dev.slipway.deployer.simulation;

import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.Verdict;

/** How good an image is: the truth that the gates have to find out. */
enum Quality {
    /** Passes every gate. */
    GOOD,
    /** Fails wherever it is tested. */
    FAILS_TEST,
    /** Passes before production traffic and fails under it. */
    FAILS_PRODUCTION,
    /** Its tasks end at once. */
    CRASHES,
    /** Its tasks end by themselves within two minutes. */
    ENDS_LATER;

    /** What tests at this gate find, if they reach it and nothing disturbs them. */
    Verdict at(GateKind gate) {
        return switch (this) {
            case GOOD -> Verdict.PASS;
            case FAILS_TEST, CRASHES, ENDS_LATER -> Verdict.FAIL;
            case FAILS_PRODUCTION -> gate == GateKind.PRODUCTION ? Verdict.FAIL : Verdict.PASS;
        };
    }
}
