package dev.slipway.deployer.reconcile.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.ReleaseId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link Ids} keeps to. */
public abstract class IdsContract {
    /** The example of the ULID specification: its first ten characters say this millisecond. */
    private static final Instant OF_THE_SPECIFICATION = Instant.ofEpochMilli(1469918176385L);

    protected abstract Ids ids();

    protected abstract Ids ofAnotherProcess();

    @Test
    void beginsWithTheInstant() {
        ReleaseId id = ids().release(OF_THE_SPECIFICATION);

        assertThat(id.value()).startsWith("01ARYZ6S41").hasSize(26);
    }

    @Test
    void growsWithinAMillisecondAndWhenTheClockIsSetBack() {
        Ids ids = ids();

        List<ReleaseId> made = Stream.of(0, 0, 0, -5000, 1, 1)
                .map(millis -> ids.release(OF_THE_SPECIFICATION.plusMillis(millis)))
                .toList();

        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void differsBetweenProcesses() {
        ReleaseId one = ids().release(OF_THE_SPECIFICATION);

        ReleaseId two = ofAnotherProcess().release(OF_THE_SPECIFICATION);

        assertThat(one).isNotEqualTo(two);
    }

    @Test
    void drawsTokensThatFitIntoAnyKey() {
        Ids ids = ids();

        List<String> tokens = Stream.generate(ids::token).limit(1000).toList();

        assertThat(tokens).doesNotHaveDuplicates().allMatch(token -> token.matches("[A-Za-z0-9_-]{16,24}"));
    }
}
