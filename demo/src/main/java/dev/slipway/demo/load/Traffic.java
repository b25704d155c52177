package dev.slipway.demo.load;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What users had of it so far.
 *
 * @param served    answers with status 200
 * @param failed    requests that got anything else, or nothing
 * @param misses    the first twenty of the failed, in order
 * @param sightings the versions that answered, in the order they appeared
 * @param latest    the version that answered last; empty before the first answer
 * @param slowest   from sending to the last byte, over all answers
 */
public record Traffic(
        long served,
        long failed,
        List<Miss> misses,
        List<Sighting> sightings,
        Optional<String> latest,
        Duration slowest) {

    public Traffic {
        misses = List.copyOf(misses);
        sightings = List.copyOf(sightings);
    }

    /** Whether a version gave at least one answer. */
    public boolean saw(String version) {
        return sightings.stream().anyMatch(sighting -> sighting.version().equals(version));
    }
}
