package dev.slipway.sandbox.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.slipway.sandbox.model.Acknowledged;
import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.Emitted.Deliver;
import dev.slipway.sandbox.model.Emitted.StartTask;
import dev.slipway.sandbox.model.Emitted.StopTask;
import dev.slipway.sandbox.model.Handlers;
import dev.slipway.sandbox.model.Outbox;
import dev.slipway.sandbox.model.Part;
import dev.slipway.sandbox.model.World;
import dev.slipway.testkit.Eventually;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DriverTest {
    private Driver driver = driver(Chronicle.NONE);
    private final List<String> delivered = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void doesWhatIsDueWithoutBeingAsked() {
        start();

        driver.call(new Ring("later", Duration.ofMillis(30)));

        Eventually.holds(Duration.ofSeconds(10), () -> assertThat(delivered).containsExactly("later"));
    }

    @Test
    void carriesOutInTheOrderInWhichItWasWanted() {
        start();

        for (int i = 0; i < 100; i++) {
            driver.call(new Ring("ring " + i, Duration.ZERO));
        }

        Eventually.holds(Duration.ofSeconds(10), () -> assertThat(delivered).hasSize(100));
        assertThat(delivered).startsWith("ring 0", "ring 1").endsWith("ring 98", "ring 99");
    }

    @Test
    void goesOnAfterARefusal() {
        start();

        assertThatThrownBy(() -> driver.call(new Ring("", Duration.ZERO))).isInstanceOf(AwsRefusal.class);
        driver.call(new Ring("next", Duration.ZERO));

        Eventually.holds(Duration.ofSeconds(10), () -> assertThat(delivered).containsExactly("next"));
    }

    @Test
    void handsOverNothingTwiceThoughItEndsAndBeginsAgain() {
        var chronicle = new Memory();
        driver = driver(chronicle);
        start();
        driver.call(new Ring("at once", Duration.ZERO));
        driver.call(new Ring("when nobody asks", Duration.ofMillis(30)));
        Eventually.holds(
                Duration.ofSeconds(10), () -> assertThat(chronicle.delivered()).isEqualTo(2));

        for (int process = 2; process <= 3; process++) {
            driver.close();
            driver = driver(chronicle);
            start();
            driver.call(new Ring("process " + process, Duration.ZERO));
            long due = process + 1L;
            Eventually.holds(
                    Duration.ofSeconds(10),
                    () -> assertThat(chronicle.delivered()).isEqualTo(due));
        }

        assertThat(delivered).containsExactly("at once", "when nobody asks", "process 2", "process 3");
    }

    @Test
    void handsOverWhatItWasKilledBefore() {
        var chronicle = new Memory();
        driver = driver(chronicle);
        start();
        driver.call(new Ring("handed over", Duration.ZERO));
        driver.call(new Ring("not any more", Duration.ZERO));
        driver.call(new Ring("nor this", Duration.ofMillis(30)));
        Eventually.holds(
                Duration.ofSeconds(10), () -> assertThat(chronicle.delivered()).isEqualTo(3));
        driver.close();
        chronicle.delivered(1);
        delivered.clear();

        driver = driver(chronicle);
        start();

        Eventually.holds(
                Duration.ofSeconds(10), () -> assertThat(delivered).containsExactly("not any more", "nor this"));
    }

    @Test
    void answersNobodyBeforeItIsStarted() {
        assertThatThrownBy(() -> driver.call(new Ring("early", Duration.ZERO)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("asked before it was started: Ring");
    }

    private static Driver driver(Chronicle chronicle) {
        var outbox = new Outbox();
        return new Driver(new World(List.of(new Alarm(outbox)), outbox), Clock.systemUTC(), chronicle);
    }

    private void start() {
        driver.start(new Effects(
                new Nobody(),
                new Nobody(),
                message -> delivered.add(message.body().asText())));
    }

    private record Ring(String text, Duration in) implements Call<Acknowledged> {}

    /** Delivers what it was told to, when it was told to. */
    private static final class Alarm implements Part {
        private final TreeMap<Instant, List<String>> due = new TreeMap<>();
        private final Outbox outbox;

        Alarm(Outbox outbox) {
            this.outbox = outbox;
        }

        @Override
        public void register(Handlers handlers) {
            handlers.on(Ring.class, (ring, now) -> {
                if (ring.text().isEmpty()) {
                    throw AwsRefusal.client("Empty", "nothing to ring");
                }
                due.computeIfAbsent(now.plus(ring.in()), time -> new ArrayList<>())
                        .add(ring.text());
                return new Acknowledged();
            });
        }

        @Override
        public void advanceTo(Instant now) {
            var rings = due.headMap(now, true);
            rings.values()
                    .forEach(texts -> texts.forEach(
                            text -> outbox.add(new Deliver("queue", TextNode.valueOf(text), "", "rule", ""))));
            rings.clear();
        }

        @Override
        public Optional<Instant> nextDue() {
            return due.isEmpty() ? Optional.empty() : Optional.of(due.firstKey());
        }
    }

    /** Outlives the drivers, as a file outlives processes. */
    private static final class Memory implements Chronicle {
        private final List<Entry> entries = new ArrayList<>();
        private volatile long delivered;

        @Override
        public void replay(Consumer<Entry> each) {
            List.copyOf(entries).forEach(each);
        }

        @Override
        public void shorten(Calls reads) {}

        @Override
        public void add(Instant at, Call<?> call, @Nullable Object answer) {
            entries.add(new Told(at, call));
        }

        @Override
        public long delivered() {
            return delivered;
        }

        @Override
        public void delivered(long count) {
            delivered = count;
        }

        private record Told(Instant at, Call<?> call) implements Entry {
            @Override
            public void compare(@Nullable Object answer) {}
        }
    }

    private record Nobody() implements TaskRunner, DataPlane {
        @Override
        public void start(StartTask task, Calls model) {}

        @Override
        public void stop(StopTask task) {}

        @Override
        public void changed(Calls model) {}

        @Override
        public void close() {}
    }
}
