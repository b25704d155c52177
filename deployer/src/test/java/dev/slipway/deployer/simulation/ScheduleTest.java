package dev.slipway.deployer.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final List<String> told = new ArrayList<>();
    private final Schedule schedule = new Schedule(NOON, new Choices(1).of("schedule"));

    @Test
    void strandsTakeTurnsInTheOrderOfVirtualTime() throws InterruptedException {
        schedule.start("slow", () -> tell("slow", Duration.ofSeconds(3), 2));
        schedule.start("fast", () -> tell("fast", Duration.ofSeconds(2), 2));

        schedule.run();

        assertThat(told).containsExactly("fast at 2", "slow at 3", "fast at 4", "slow at 6");
    }

    @Test
    void actionsHappenBetweenTurns() throws InterruptedException {
        schedule.start("strand", () -> tell("strand", Duration.ofSeconds(2), 2));
        schedule.after(Duration.ofSeconds(3), () -> told.add("action"));

        schedule.run();

        assertThat(told).containsExactly("strand at 2", "action", "strand at 4");
    }

    @Test
    void aRestingStrandCanBeWokenEarlier() throws InterruptedException {
        Strand sleeper = schedule.start("sleeper", () -> tell("sleeper", Duration.ofHours(1), 1));
        schedule.after(Duration.ofSeconds(5), () -> schedule.wake(sleeper, NOON.plusSeconds(7)));

        schedule.run();

        assertThat(told).containsExactly("sleeper at 7");
    }

    @Test
    void stoppingEndsEveryStrandWhereItRests() throws InterruptedException {
        schedule.start("endless", () -> tell("endless", Duration.ofSeconds(1), Integer.MAX_VALUE));
        schedule.start("other", () -> tell("other", Duration.ofHours(1), 1));
        schedule.after(Duration.ofMillis(2500), schedule::stop);

        schedule.run();

        assertThat(told).containsExactly("endless at 1", "endless at 2");
    }

    @Test
    void whatAStrandThrowsEndsTheRun() {
        schedule.start("faulty", () -> {
            throw new IllegalStateException("a bug");
        });
        schedule.start("other", () -> tell("other", Duration.ofSeconds(1), 5));

        assertThatThrownBy(schedule::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a bug");
    }

    @Test
    void theSameSeedGivesTheSameOrderAtTheSameTime() throws InterruptedException {
        for (int number = 0; number < 20; number++) {
            String name = "s" + number;
            schedule.start(name, () -> told.add(name));
        }
        schedule.run();
        List<String> first = List.copyOf(told);
        told.clear();
        var again = new Schedule(NOON, new Choices(1).of("schedule"));
        for (int number = 0; number < 20; number++) {
            String name = "s" + number;
            again.start(name, () -> told.add(name));
        }

        again.run();

        assertThat(told).isEqualTo(first).isNotEqualTo(first.stream().sorted().toList());
    }

    private void tell(String name, Duration every, int times) {
        for (int time = 0; time < times; time++) {
            schedule.running().rest(every);
            told.add(name + " at " + Duration.between(NOON, schedule.now()).toSeconds());
        }
    }
}
