package dev.slipway.smoke.parse;

import dev.slipway.smoke.run.Target;
import dev.slipway.smoke.suite.Fault;
import java.util.List;

/** What loading a file of targets came to. */
public sealed interface LoadedTargets {
    /** All of them, in file order. */
    record Targets(List<Target> targets) implements LoadedTargets {
        public Targets {
            targets = List.copyOf(targets);
        }
    }

    /** Everything that is wrong with it. */
    record Faulty(List<Fault> faults) implements LoadedTargets {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }
}
