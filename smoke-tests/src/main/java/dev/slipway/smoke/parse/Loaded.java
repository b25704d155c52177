package dev.slipway.smoke.parse;

import dev.slipway.smoke.suite.Fault;
import dev.slipway.smoke.suite.Suite;
import java.util.List;

/** What loading a set of files came to: all of it, or nothing. */
public sealed interface Loaded {
    /** Every file is right. In the order given. */
    record Suites(List<Suite> suites) implements Loaded {
        public Suites {
            suites = List.copyOf(suites);
        }
    }

    /** Something is wrong; all of it is here, by file, line and column. */
    record Faulty(List<Fault> faults) implements Loaded {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }
}
