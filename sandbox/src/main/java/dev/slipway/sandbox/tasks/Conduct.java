package dev.slipway.sandbox.tasks;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How a simulated task behaves.
 *
 * @param cannotStart  why its containers never run, such as {@code CannotPullContainerError: …}; empty if they do
 * @param starts       from the order to start to its containers running, or to the failure to start
 * @param healthy      from then on to passing health checks; empty if it never does
 * @param crashes      from running to exiting by itself; empty if it never does
 * @param exitCode     of a crash
 * @param stops        from the order to stop to having stopped; longer than the order allows if it ignores SIGTERM, then it
 *                     is killed; {@link #UNHEARD} if whoever runs it never tells of its end
 */
public record Conduct(
        String cannotStart,
        Duration starts,
        Optional<Duration> healthy,
        Optional<Duration> crashes,
        int exitCode,
        Duration stops) {

    /** Of a task whose end nobody tells. */
    public static final Duration UNHEARD = ChronoUnit.FOREVER.getDuration();

    /** Runs after two seconds, is healthy three later, stops within one. */
    public static Conduct good() {
        return new Conduct(
                "",
                Duration.ofSeconds(2),
                Optional.of(Duration.ofSeconds(3)),
                Optional.empty(),
                0,
                Duration.ofSeconds(1));
    }

    /** Runs, but fails every health check. */
    public static Conduct neverHealthy() {
        return new Conduct("", Duration.ofSeconds(2), Optional.empty(), Optional.empty(), 0, Duration.ofSeconds(1));
    }

    /** Exits with this code so long after it began to run. */
    public static Conduct crashing(Duration after, int exitCode) {
        var good = good();
        return new Conduct("", good.starts, good.healthy, Optional.of(after), exitCode, good.stops);
    }

    /** Does not end when it is told to. */
    public static Conduct ignoringSigterm() {
        var good = good();
        return new Conduct("", good.starts, good.healthy, Optional.empty(), 0, Duration.ofDays(1));
    }

    /** Its containers cannot be started, for this reason. */
    public static Conduct unstartable(String reason) {
        var good = good();
        return new Conduct(reason, good.starts, Optional.empty(), Optional.empty(), 0, good.stops);
    }
}
