package dev.slipway.sandbox.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is to happen at which time. Things due at the same time happen in the order in which they were put down. */
public final class Agenda implements Part {
    private final PriorityQueue<Appointment> appointments = new PriorityQueue<>(
            Comparator.comparing(Appointment::due).thenComparingLong(appointment -> appointment.order));
    private long count;

    /** Puts down what is to be done; it is told the time at which it is done. */
    public Appointment at(Instant due, Consumer<Instant> what) {
        var appointment = new Appointment(due, count++, what);
        appointments.add(appointment);
        return appointment;
    }

    @Override
    public void register(Handlers handlers) {
        // Nobody calls an agenda.
    }

    @Override
    public void advanceTo(Instant now) {
        for (var next = first(); next != null && !next.due.isAfter(now); next = first()) {
            appointments.remove();
            next.isOpen = false;
            next.what.accept(now);
        }
    }

    @Override
    public Optional<Instant> nextDue() {
        return Optional.ofNullable(first()).map(Appointment::due);
    }

    private @Nullable Appointment first() {
        for (var first = appointments.peek(); first != null; first = appointments.peek()) {
            if (first.isOpen) {
                return first;
            }
            appointments.remove();
        }
        return null;
    }

    /** One thing on an agenda. */
    public static final class Appointment {
        private final Instant due;
        private final long order;
        private final Consumer<Instant> what;
        private boolean isOpen = true;

        private Appointment(Instant due, long order, Consumer<Instant> what) {
            this.due = due;
            this.order = order;
            this.what = what;
        }

        /** Takes it off the agenda; does nothing if it already happened. */
        public void cancel() {
            isOpen = false;
        }

        public Instant due() {
            return due;
        }
    }
}
