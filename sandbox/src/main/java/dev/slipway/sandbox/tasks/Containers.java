package dev.slipway.sandbox.tasks;

import dev.slipway.sandbox.model.Emitted.ContainerSpec;
import dev.slipway.sandbox.model.Emitted.StartTask;
import dev.slipway.sandbox.model.ecs.TaskStarted;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Something that can run a task's containers. */
public interface Containers extends AutoCloseable {

    /**
     * Starts one container of a task and returns when it runs; may take as long as fetching its image does.
     *
     * @param earlier the task's containers that run already and are there to stay, in the order in which they were started
     * @throws CannotRun if its image can't be had or can't be run
     */
    Running start(StartTask task, ContainerSpec spec, List<Running> earlier) throws CannotRun;

    /** Kills every container and waits until none is left. */
    @Override
    void close();

    /** A container that was started. */
    interface Running {

        /** Where it is reached and what it is called. */
        TaskStarted.Container described();

        /** Completes when it has ended, however it ended; never exceptionally. */
        CompletableFuture<Exit> exit();

        /**
         * Runs a program in it, with its files and environment, and waits for its end. False if the program ends with
         * another exit code than 0, takes longer than this, or can't be run.
         */
        boolean passes(List<String> command, Duration atMost);

        /**
         * Asks it to end, and kills it when it has not after {@code grace}. Returns at once; asking again only
         * matters if the grace is shorter.
         */
        void stop(Duration grace);
    }

    /**
     * How a container ended.
     *
     * @param code   its exit code; 128 plus the signal's number if it was killed by one
     * @param reason what is to be said beyond the code; empty if nothing
     * @param isLost whether what it ran on is gone, and nobody knows how it ended
     */
    record Exit(int code, String reason, boolean isLost) {
        /** One of a container whose end was seen. */
        public Exit(int code, String reason) {
            this(code, reason, false);
        }
    }
}
