package dev.slipway.demo.load;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts answers and failures as they come, from any thread. */
final class Tally {
    private static final int MISSES_KEPT = 20;
    private static final int OK = 200;

    private final List<Miss> misses = new ArrayList<>();
    private final Map<String, Sighting> sightings = new LinkedHashMap<>();
    private long served;
    private long failed;
    private Optional<String> latest = Optional.empty();
    private Instant latestAt = Instant.MIN;
    private Duration slowest = Duration.ZERO;

    /** An answer that began at {@code sent} and was complete after {@code took}. */
    synchronized void answered(Instant sent, Duration took, int status, String version) {
        if (status == OK) {
            served++;
        } else {
            miss(sent, "status " + status + " from version '" + version + "'");
        }
        Instant at = sent.plus(took);
        sightings.merge(version, new Sighting(version, 1, at, at), Tally::joined);
        if (!at.isBefore(latestAt)) {
            latestAt = at;
            latest = Optional.of(version);
        }
        slowest = took.compareTo(slowest) > 0 ? took : slowest;
    }

    /** A request sent at {@code sent} that got no answer. */
    synchronized void unanswered(Instant sent, String reason) {
        miss(sent, reason);
    }

    synchronized Traffic traffic() {
        return new Traffic(served, failed, misses, List.copyOf(sightings.values()), latest, slowest);
    }

    private void miss(Instant sent, String reason) {
        failed++;
        if (misses.size() < MISSES_KEPT) {
            misses.add(new Miss(sent, reason));
        }
    }

    private static Sighting joined(Sighting before, Sighting now) {
        Instant last = now.last().isAfter(before.last()) ? now.last() : before.last();
        return new Sighting(before.version(), before.answers() + 1, before.first(), last);
    }
}
