package dev.slipway.deployer.simulation;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One line of execution: a virtual thread that only runs while it has the turn. */
final class Strand {
    private final String name;
    private final Schedule schedule;
    private final Thread thread;

    /** Its turn to come; null while it runs. Belongs to the schedule. */
    Schedule.@Nullable Entry pending;

    private boolean started;
    private volatile boolean go;
    private volatile boolean over;

    Strand(String name, Schedule schedule, Runnable body) {
        this.name = name;
        this.schedule = schedule;
        this.thread = Thread.ofVirtual().name(name).unstarted(() -> live(body));
    }

    String name() {
        return name;
    }

    /**
     * Gives the turn back for this long at most.
     *
     * @throws Killed if the run is over
     */
    void rest(Duration delay) {
        if (over) {
            throw new Killed();
        }
        schedule.rest(this, delay);
    }

    /** Gets the turn. */
    void resume() {
        if (started) {
            go = true;
            LockSupport.unpark(thread);
        } else {
            started = true;
            thread.start();
        }
    }

    /** Waits for the turn; false if the run is over. */
    boolean await() {
        while (!go) {
            LockSupport.park(this);
        }
        go = false;
        return !over;
    }

    /** Ends it after the run: it sees {@link Killed} where it rests. */
    void unwind() throws InterruptedException {
        over = true;
        if (started) {
            go = true;
            LockSupport.unpark(thread);
            thread.join();
        }
    }

    private void live(Runnable body) {
        Throwable why = null;
        try {
            body.run();
        } catch (RuntimeException | Error e) {
            why = e;
        }
        if (!over) {
            schedule.end(this, why);
        }
    }
}
