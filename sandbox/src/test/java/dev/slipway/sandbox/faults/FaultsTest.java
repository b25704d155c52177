package dev.slipway.sandbox.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.sandbox.wire.Interference.Disturbance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void bucketsFillHoweverFastCallsCome() {
        var buckets = new Buckets();
        IntStream.range(0, 50).forEach(call -> buckets.take("ecs", "UpdateService", NOON));

        long taken = IntStream.rangeClosed(1, 4_004)
                .filter(call -> buckets.take("ecs", "UpdateService", NOON.plusNanos(call * 500_000L)))
                .count();

        assertThat(taken).isEqualTo(10);
    }

    @Test
    void faultsThatReadAlikeStrikeEachAsOftenAsItSays() {
        var faults = new Faults(() -> NOON);
        faults.follow(new FaultPlan(0, false, List.of(once(), once()), List.of()));

        var kinds = IntStream.range(0, 3)
                .mapToObj(call -> faults.of("ecs", "UpdateService").kind())
                .toList();

        assertThat(kinds).containsExactly(Disturbance.Kind.REFUSED, Disturbance.Kind.REFUSED, Disturbance.Kind.NONE);
    }

    @Test
    void aSeedDecidesWhichEventsAreLostDoubledAndLate() {
        var first = arrivals(7);

        assertThat(arrivals(7)).isEqualTo(first);
        assertThat(arrivals(8)).isNotEqualTo(first);
        assertThat(first).extracting(List::size).contains(0, 1, 2);
        var inOrderOfSending = first.stream().flatMap(List::stream).toList();
        assertThat(inOrderOfSending)
                .isNotEqualTo(inOrderOfSending.stream().sorted().toList());
    }

    private static List<List<Duration>> arrivals(long seed) {
        var faults = new Faults(() -> NOON);
        faults.follow(new FaultPlan(
                seed, false, List.of(), List.of(new EventFault("*", "*", 0.3, 0.3, Duration.ofSeconds(5)))));
        return IntStream.range(0, 50)
                .mapToObj(event -> faults.arrivals(JsonNodeFactory.instance.objectNode()))
                .toList();
    }

    private static CallFault once() {
        return new CallFault("ecs", "*", 1, 1, CallFault.When.BEFORE, 500, "InternalFailure", Duration.ZERO);
    }
}
