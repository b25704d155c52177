package dev.slipway.smoke.cli;

import dev.slipway.smoke.run.Cancellation;
import dev.slipway.smoke.run.RunListener;
import dev.slipway.smoke.run.SmokeRunner;
import java.io.PrintWriter;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the command is handed of the world.
 *
 * @param runner made when a run needs it
 * @param environment of the process
 * @param runIds a new run id each time
 * @param seeds a new seed each time
 * @param cancellation of the run, by Ctrl-C
 * @param logEvents writes structured events to standard error
 * @param engine name and version
 * @param out for what was asked for
 * @param err for what went wrong, and for progress
 * @param ticker calls for progress to be shown, if a person is watching
 */
public record Surroundings(
        Supplier<SmokeRunner> runner,
        Map<String, String> environment,
        Supplier<String> runIds,
        LongSupplier seeds,
        Cancellation cancellation,
        Supplier<RunListener> logEvents,
        String engine,
        PrintWriter out,
        PrintWriter err,
        Optional<Ticker> ticker) {
    public Surroundings {
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    }
}
