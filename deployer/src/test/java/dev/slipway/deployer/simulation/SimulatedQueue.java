package dev.slipway.deployer.simulation;

import dev.slipway.deployer.reconcile.port.Inbox.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * A standard queue of SQS: at least once, in no order, with delays and a visibility timeout. What was not deleted in time
 * is handed out again, and so may be a message that is still in someone's hands.
 */
final class SimulatedQueue {
    /** As the infrastructure sets it. */
    static final Duration VISIBILITY = Duration.ofSeconds(30);

    private final Schedule schedule;
    private final RandomGenerator random;
    private final Faults faults;
    private final List<Stored> messages = new ArrayList<>();
    private final List<Strand> listeners = new ArrayList<>();
    private long sent;

    SimulatedQueue(Schedule schedule, RandomGenerator random, Faults faults) {
        this.schedule = schedule;
        this.random = random;
        this.faults = faults;
    }

    /** Puts a message in, to be seen after {@code delay}. */
    void send(String body, Duration delay) {
        Instant visibleAt = schedule.now().plus(delay);
        messages.add(new Stored("m" + sent++, body, visibleAt));
        listeners.forEach(listener -> schedule.wake(listener, visibleAt));
    }

    /**
     * Long polling: waits up to {@code wait} for the first message that is to be seen.
     *
     * @param isOver whether the one who waits is gone, and must not be given any
     */
    List<Message> receive(Strand self, int max, Duration wait, BooleanSupplier isOver) {
        Instant deadline = schedule.now().plus(wait);
        List<Message> taken = take(max);
        while (taken.isEmpty() && schedule.now().isBefore(deadline)) {
            listeners.add(self);
            try {
                self.rest(untilNext(deadline));
            } finally {
                listeners.remove(self);
            }
            taken = isOver.getAsBoolean() ? List.of() : take(max);
            deadline = isOver.getAsBoolean() ? schedule.now() : deadline;
        }
        return taken;
    }

    /** Forgets the message if this is the newest receipt of it, as AWS promises for no other. */
    void delete(String receipt) {
        messages.removeIf(message -> message.receipt().equals(receipt));
    }

    /** Whether nothing is waiting that is due before {@code when}. */
    boolean isQuietUntil(Instant when) {
        return messages.stream().noneMatch(message -> message.visibleAt.isBefore(when));
    }

    /** The bodies that are still there, the oldest first. */
    List<String> bodies() {
        return messages.stream().map(message -> message.body).toList();
    }

    private Duration untilNext(Instant deadline) {
        Instant next = messages.stream()
                .map(message -> message.visibleAt)
                .min(Instant::compareTo)
                .filter(deadline::isAfter)
                .orElse(deadline);
        Duration wait = Duration.between(schedule.now(), next);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private List<Message> take(int max) {
        Instant now = schedule.now();
        var visible = new ArrayList<Stored>();
        for (Stored message : messages) {
            if (!message.visibleAt.isAfter(now)) {
                visible.add(message);
            }
        }
        var taken = new ArrayList<Message>();
        while (taken.size() < max && !visible.isEmpty()) {
            taken.add(handOut(visible.remove(random.nextInt(visible.size())), now));
        }
        return taken;
    }

    private Message handOut(Stored message, Instant now) {
        message.receives++;
        boolean isDoubled = faults.strike(Fault.Where.MESSAGE, now).isPresent();
        message.visibleAt = now.plus(isDoubled ? Duration.ofMillis(faults.extent(1, 5000)) : VISIBILITY);
        if (isDoubled) {
            listeners.forEach(listener -> schedule.wake(listener, message.visibleAt));
        }
        return new Message(message.id, message.receipt(), message.body, message.receives);
    }

    /** One message in the queue. */
    private static final class Stored {
        private final String id;
        private final String body;
        private Instant visibleAt;
        private int receives;

        private Stored(String id, String body, Instant visibleAt) {
            this.id = id;
            this.body = body;
            this.visibleAt = visibleAt;
        }

        private String receipt() {
            return id + "#" + receives;
        }
    }
}
