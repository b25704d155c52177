package dev.slipway.deployer.simulation;

import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.reconcile.port.Sent;
import dev.slipway.sandbox.model.AwsRefusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One deployer process: its name, its clock's error, and whether it lives. Every port call goes through it, waits for its
 * turn, and meets the fault that was drawn for it.
 */
final class SimulatedProcess {
    private static final Duration STARTED = Duration.ofMinutes(10);

    private final String name;
    private final Duration skew;
    private final Instant startedAt;
    private final Stage stage;
    private final RandomGenerator random;
    private final Runnable onDeath;
    private final CallsOfAMinute calls = new CallsOfAMinute();
    private boolean isDead;

    /**
     * A process that begins now.
     *
     * @param skew    how far its wall clock is ahead; at most one second either way, so two differ by two at most
     * @param onDeath told once, when it was killed
     */
    SimulatedProcess(String name, Duration skew, Stage stage, RandomGenerator random, Runnable onDeath) {
        this.name = name;
        this.skew = skew;
        this.stage = stage;
        this.startedAt = stage.schedule().now();
        this.random = random;
        this.onDeath = onDeath;
    }

    String name() {
        return name;
    }

    boolean isDead() {
        return isDead;
    }

    /** What its wall clock says. */
    Instant wallClock() {
        return stage.schedule().now().plus(skew);
    }

    /** What its other clock says, which knows no skew. */
    Duration monotonic() {
        return STARTED.plus(Duration.between(startedAt, stage.schedule().now()));
    }

    /** Starts a line of execution of this process, which ends with it. */
    void start(String strand, Runnable body) {
        stage.schedule().start(name + "/" + strand, () -> {
            try {
                body.run();
            } catch (Killed killed) {
                // As it should be: nothing of a dead process goes on.
            }
        });
    }

    /** Lets time pass on the strand that runs. */
    void rest(Duration delay) {
        refuseIfDead();
        stage.schedule().running().rest(delay);
        refuseIfDead();
    }

    /** A call that changes nothing. */
    <T> T read(String what, Supplier<T> body) {
        return call(
                what, stage.faults().strike(Fault.Where.CALL, stage.schedule().now()), body);
    }

    /** A call that changes something but carries no instant before which it must be sent. */
    <T> T write(String what, Supplier<T> body) {
        return call(what, strike(), body);
    }

    /** A call that changes something and is not sent once {@code actBefore} has passed by this process's clock. */
    <T> Sent<T> effect(String what, Instant actBefore, Supplier<T> body) {
        Optional<Fault> fault = strike();
        if (fault.equals(Optional.of(Fault.EFFECT_LATE))) {
            return late(what, actBefore, body);
        }
        return call(
                what,
                fault,
                () -> wallClock().isBefore(actBefore) ? new Sent.Done<>(body.get()) : new Sent.TooLate<>());
    }

    // What changes the world is where crashes and lost answers hurt, so it is struck more often.
    private Optional<Fault> strike() {
        Instant now = stage.schedule().now();
        Optional<Fault> fault = stage.faults().strike(Fault.Where.EFFECT, now);
        for (int lot = 0; lot < 3 && fault.isEmpty(); lot++) {
            fault = stage.faults().strike(Fault.Where.CALL, now);
        }
        return fault;
    }

    private <T> T call(String what, Optional<Fault> fault, Supplier<T> body) {
        refuseIfDead();
        Strand self = stage.schedule().running();
        Duration delay = latency();
        if (fault.equals(Optional.of(Fault.STALL))) {
            delay = Duration.ofMillis(stage.faults().extent(1000, 120_000));
        }
        fault.ifPresent(struck ->
                note(self, what + " meets " + struck + " #" + stage.faults().latest()));
        self.rest(delay);
        refuseIfDead();
        refuseWhileAway(self, what);
        return fault.isEmpty() || fault.get() == Fault.STALL
                ? answered(self, what, body)
                : struck(self, what, fault.get(), body);
    }

    private void refuseWhileAway(Strand self, String what) {
        stage.watch().see(calls.next(name, stage.schedule().now()));
        Optional<PortFailure> refusal = stage.outages().of(action(what));
        if (refusal.isPresent()) {
            note(self, what + " -> " + refusal.get().code());
            throw refusal.get();
        }
    }

    private <T> T struck(Strand self, String what, Fault fault, Supplier<T> body) {
        switch (fault) {
            case CRASH_BEFORE_CALL -> throw kill();
            case THROTTLED -> throw PortFailure.throttled(action(what), "Rate exceeded");
            case REQUEST_LOST -> throw PortFailure.uncertain(action(what), "no answer came");
            default -> {
                @Nullable T lost = answered(self, what, body);
                note(self, "lost the answer " + Summary.of(lost));
            }
        }
        if (fault == Fault.CRASH_AFTER_CALL) {
            throw kill();
        }
        throw PortFailure.uncertain(action(what), "no answer came");
    }

    private <T> T answered(Strand self, String what, Supplier<T> body) {
        try {
            T answer = body.get();
            stage.trace().note(stage.schedule().now(), self.name(), what, () -> " -> " + Summary.of(answer));
            return answer;
        } catch (AwsRefusal refusal) {
            note(self, what + " -> refused: " + refusal.code() + " " + refusal.getMessage());
            throw Refusals.translate(action(what), refusal);
        }
    }

    /** AWS takes the call in time, does nothing of it for up to twenty minutes, and the answer never comes. */
    <T> Sent<T> effectMuchLater(String what, Instant actBefore, Runnable taken, Supplier<T> body) {
        return late(
                what, actBefore, Fault.STARTS_LATE, taken, () -> stage.faults().extent(1000, 1_200_000), body);
    }

    /** The answer never comes; the call takes place within a second of {@code actBefore} at the latest. */
    private <T> Sent<T> late(String what, Instant actBefore, Supplier<T> body) {
        return late(
                what,
                actBefore,
                Fault.EFFECT_LATE,
                () -> {},
                () -> stage.faults()
                        .extent(1, Duration.between(wallClock(), actBefore).toMillis() + 1000),
                body);
    }

    private <T> Sent<T> late(
            String what, Instant actBefore, Fault fault, Runnable taken, LongSupplier millis, Supplier<T> body) {
        int number = stage.faults().latest();
        refuseIfDead();
        Strand self = stage.schedule().running();
        self.rest(latency());
        refuseIfDead();
        refuseWhileAway(self, what);
        if (!wallClock().isBefore(actBefore)) {
            return new Sent.TooLate<>();
        }
        taken.run();
        stage.schedule().after(Duration.ofMillis(millis.getAsLong()), () -> {
            stage.watch().disturb();
            try {
                note(self, what + " takes place late -> " + Summary.of(body.get()));
            } catch (AwsRefusal refusal) {
                note(self, what + " is refused late: " + refusal.code());
            }
        });
        note(self, what + " meets " + fault + " #" + number);
        throw PortFailure.uncertain(action(what), "no answer came");
    }

    private Duration latency() {
        int lot = random.nextInt(100);
        return Duration.ofMillis(
                lot < 90 ? random.nextInt(2, 40) : lot < 99 ? random.nextInt(40, 400) : random.nextInt(400, 4000));
    }

    /** Ends the process: whatever strand of it next asks for something is ended there. */
    Killed kill() {
        if (!isDead) {
            isDead = true;
            stage.trace().note(stage.schedule().now(), name, "is killed");
            onDeath.run();
        }
        return new Killed();
    }

    /** Ends the strand if its process is dead. */
    void refuseIfDead() {
        if (isDead) {
            throw new Killed();
        }
    }

    private void note(Strand self, String what) {
        stage.trace().note(stage.schedule().now(), self.name(), what);
    }

    private static String action(String what) {
        int end = what.indexOf(' ');
        return end < 0 ? what : what.substring(0, end);
    }
}
