package dev.slipway.demo.program;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Waits for something to become so, by looking again and again. */
public final class Patience {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final InstantSource clock;
    private final Alarm alarm;

    /** Waits that end at once when {@code alarm} is raised. */
    public Patience(InstantSource clock, Alarm alarm) {
        this.clock = clock;
        this.alarm = alarm;
    }

    /**
     * The first answer of {@code look}. A look that throws counts as no answer.
     *
     * @param awaited what is waited for, as it shall stand in the failure
     * @throws DemoFailure if there is none after {@code within}, or a program ended meanwhile
     */
    public <T> T until(String awaited, Duration within, Callable<Optional<T>> look) {
        Instant end = clock.instant().plus(within);
        String lastSeen = "";
        while (true) {
            try {
                Optional<T> found = look.call();
                if (found.isPresent()) {
                    return found.get();
                }
            } catch (DemoFailure e) {
                throw e;
            } catch (Exception e) {
                lastSeen = e.getClass().getSimpleName() + ": " + e.getMessage();
            }
            if (!clock.instant().isBefore(end)) {
                throw DemoFailure.notInTime(awaited, within, lastSeen);
            }
            alarm.idle(BETWEEN_LOOKS);
        }
    }

    /**
     * Waits until the program is told to end.
     *
     * @throws DemoFailure if one of the programs ends by itself
     */
    public void forGood() {
        while (true) {
            alarm.idle(Duration.ofMinutes(1));
        }
    }
}
