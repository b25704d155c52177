package dev.slipway.smoke.suite;

import java.util.List;

/** The variables a suite may use without declaring them: the caller gives them. */
public final class GivenVariables {
    /** Every name. {@code run.id} always has a value; using another one that the caller did not give refuses the run. */
    public static final List<String> NAMES =
            List.of("release.id", "image.tag", "image.digest", "service", "gate", "run.id");

    private GivenVariables() {}
}
