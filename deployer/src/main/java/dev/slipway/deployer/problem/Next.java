package dev.slipway.deployer.problem;

import java.time.Instant;

/** What Slipway does by itself after a problem. */
public sealed interface Next {

    /** It looks again. A quiet line in the log. */
    record Retry(Instant at) implements Next {}

    /** It stops here until a person acts. Wakes someone. */
    record Halted() implements Next {}

    /** Production went back, or stayed, on the earlier revision. */
    record RolledBack(String to) implements Next {}

    /** Nothing was or will be changed. */
    record NothingChanged() implements Next {}
}
