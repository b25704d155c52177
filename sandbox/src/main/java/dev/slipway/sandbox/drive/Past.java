package dev.slipway.sandbox.drive;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Emitted;
import dev.slipway.sandbox.model.World;
import dev.slipway.sandbox.model.ecs.TaskExited;
import dev.slipway.sandbox.model.ecs.TaskLost;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happened to a world in earlier processes, happening again; what the world wanted was done then. */
final class Past {
    private final World world;
    private final long delivered;
    private final Set<String> tasks = new LinkedHashSet<>();
    private final List<Emitted.Deliver> undelivered = new ArrayList<>();
    private Instant latest = Instant.MIN;
    private long deliveries;

    /**
     * A past.
     *
     * @param delivered how many messages were handed over in it
     */
    Past(World world, long delivered) {
        this.world = world;
        this.delivered = delivered;
    }

    void happen(Chronicle.Entry entry) {
        latest = entry.at();
        entry.compare(answer(entry));
        if (entry.call() instanceof TaskExited exited) {
            tasks.remove(exited.taskArn());
        } else if (entry.call() instanceof TaskLost lost) {
            tasks.remove(lost.taskArn());
        }
        for (Emitted emitted : world.advanceTo(entry.at())) {
            if (emitted instanceof Emitted.StartTask start) {
                tasks.add(start.taskArn());
            } else if (emitted instanceof Emitted.Deliver message && !wasDelivered()) {
                undelivered.add(message);
            }
        }
    }

    /** Lets the time pass in which nobody asked anything; what the world wanted then, but for what was handed over. */
    List<Emitted> passUntil(Instant now) {
        return world.advanceTo(now).stream()
                .filter(emitted -> !(emitted instanceof Emitted.Deliver) || !wasDelivered())
                .toList();
    }

    /** To be asked once for each message, in order. */
    private boolean wasDelivered() {
        deliveries++;
        return deliveries <= delivered;
    }

    private @Nullable Object answer(Chronicle.Entry entry) {
        try {
            return world.apply(entry.call(), entry.at());
        } catch (AwsRefusal refusal) {
            return refusal;
        }
    }

    boolean hasHappened() {
        return latest.isAfter(Instant.MIN);
    }

    /** When something last happened. */
    Instant latest() {
        return latest;
    }

    /** The tasks that were to run when it ended: they ran in a process that is gone. */
    List<String> tasks() {
        return List.copyOf(tasks);
    }

    /** The messages that no queue had yet. */
    List<Emitted.Deliver> undelivered() {
        return List.copyOf(undelivered);
    }
}
