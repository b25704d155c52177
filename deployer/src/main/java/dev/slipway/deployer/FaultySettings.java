package dev.slipway.deployer;

import java.util.List;

/** The settings can't be used as they are. The message names every fault, each with its key. */
public final class FaultySettings extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private FaultySettings(String message) {
        super(message, null, false, false);
    }

    /** Those of a process that has not been started yet. */
    static FaultySettings with(List<String> faults) {
        String count = faults.size() == 1 ? "1 fault" : faults.size() + " faults";
        return new FaultySettings(count + " in the settings; nothing was started\n  " + String.join("\n  ", faults));
    }
}
