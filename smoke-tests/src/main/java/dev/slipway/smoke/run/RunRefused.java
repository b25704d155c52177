package dev.slipway.smoke.run;

import dev.slipway.smoke.suite.Fault;
import java.util.List;

/** The run can't begin as asked; nothing was sent. */
public final class RunRefused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient List<Fault> faults;

    private RunRefused(List<Fault> faults) {
        super(Fault.text(faults));
        this.faults = faults;
    }

    static RunRefused because(List<Fault> faults) {
        return new RunRefused(List.copyOf(faults));
    }

    /** All that is wrong. */
    public List<Fault> faults() {
        return faults;
    }
}
