package dev.slipway.smoke.cli;

import dev.slipway.smoke.run.Cancellation;
import dev.slipway.smoke.run.RunListener;
import dev.slipway.smoke.run.SmokeRunner;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What the command is handed of the world.
 *
 * @param runner made when a run needs it
 * @param environment of the process
 * @param runIds a new run id each time
 * @param cancellation of the run, by Ctrl-C
 * @param logEvents writes structured events to standard error
 * @param engine name and version
 */
public record Surroundings(
        Supplier<SmokeRunner> runner,
        Map<String, String> environment,
        Supplier<String> runIds,
        Cancellation cancellation,
        Supplier<RunListener> logEvents,
        String engine) {
    public Surroundings {
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    }
}
