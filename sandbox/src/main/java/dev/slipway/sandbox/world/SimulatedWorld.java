package dev.slipway.sandbox.world;

import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.Emitted;
import dev.slipway.sandbox.model.Emitted.Deliver;
import dev.slipway.sandbox.model.World;
import dev.slipway.sandbox.model.elb.DescribeDataPlane;
import dev.slipway.sandbox.tasks.Conduct;
import dev.slipway.sandbox.tasks.Simulated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A world whose tasks are simulated, stepped on a virtual clock. Time is what the caller says it is; everything due
 * before happens first, each thing at its own time.
 */
public final class SimulatedWorld {
    private final World world;
    private final Simulated tasks;
    private final List<Deliver> deliveries = new ArrayList<>();

    /**
     * A world on virtual time.
     *
     * @param conducts how each task behaves
     */
    public SimulatedWorld(World world, Function<Emitted.StartTask, Conduct> conducts) {
        this.world = world;
        this.tasks = new Simulated(conducts, now -> world.apply(new DescribeDataPlane(), now));
    }

    /**
     * Answers a call, after everything that is due by then.
     *
     * @throws dev.slipway.sandbox.model.AwsRefusal if AWS would answer with an error
     */
    public <R> R apply(Call<R> call, Instant now) {
        advanceTo(now);
        try {
            return world.apply(call, now);
        } finally {
            absorb(now);
        }
    }

    /** Does everything due at or before {@code now}. */
    public void advanceTo(Instant now) {
        for (var due = nextDue(); due.isPresent() && !due.get().isAfter(now); due = nextDue()) {
            Instant then = due.get();
            absorb(then);
            for (Call<?> report : tasks.advanceTo(then)) {
                world.apply(report, then);
            }
            absorb(then);
        }
        absorb(now);
    }

    /** When something next happens by itself. */
    public Optional<Instant> nextDue() {
        return Stream.of(world.nextDue(), tasks.nextDue())
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    /** The messages for queues since the last time. */
    public List<Deliver> deliveries() {
        var all = List.copyOf(deliveries);
        deliveries.clear();
        return all;
    }

    private void absorb(Instant now) {
        for (Emitted emitted : world.advanceTo(now)) {
            if (emitted instanceof Deliver deliver) {
                deliveries.add(deliver);
            }
            tasks.carryOut(emitted, now);
        }
    }
}
