package dev.slipway.deployer.simulation;

import dev.slipway.deployer.reconcile.port.PortFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What is away for a while: it begins at some time of the bad weather, lasts for minutes, and ends. */
final class Outages {
    private static final long SHORTEST_MS = 30_000;
    private static final long LONGEST_MS = 720_000;

    private final Schedule schedule;
    private final Faults faults;
    private final Trace trace;
    private final Duration badWeather;
    private final Map<Fault, Instant> until = new EnumMap<>(Fault.class);

    Outages(Schedule schedule, Faults faults, Trace trace, Duration badWeather) {
        this.schedule = schedule;
        this.faults = faults;
        this.trace = trace;
        this.badWeather = badWeather;
    }

    /** Draws whether there will be one, when, and for how long. */
    void begin() {
        faults.strike(Fault.Where.OUTAGE, schedule.now()).ifPresent(outage -> {
            Duration lasting = Duration.ofMillis(faults.extent(SHORTEST_MS, LONGEST_MS));
            // Over before the weather clears up: then everything has to catch up.
            Duration from =
                    Duration.ofMillis(faults.extent(1, badWeather.minus(lasting).toMillis()));
            int number = faults.latest();
            schedule.after(from, () -> {
                Instant now = schedule.now();
                until.put(outage, now.plus(lasting));
                trace.note(now, "aws", outage + " #" + number + " for " + lasting);
            });
        });
    }

    /** Why this call is refused now; empty if it is not. */
    Optional<PortFailure> of(String action) {
        if (until.isEmpty()) {
            return Optional.empty();
        }
        if (isOn(Fault.CREDENTIALS_EXPIRED)) {
            return Optional.of(
                    PortFailure.denied(action, "ExpiredTokenException", "The security token included is expired"));
        }
        if (isOn(Fault.QUEUE_AWAY) && action.startsWith("sqs:")) {
            return Optional.of(
                    PortFailure.notFound(action, "QueueDoesNotExist", "The specified queue does not exist."));
        }
        return isOn(Fault.TABLE_AWAY) && action.startsWith("dynamodb:")
                ? Optional.of(PortFailure.notFound(
                        action, "ResourceNotFoundException", "Requested resource not found: table"))
                : Optional.empty();
    }

    private boolean isOn(Fault outage) {
        Instant end = until.get(outage);
        return end != null && schedule.now().isBefore(end);
    }
}
