package dev.slipway.sandbox.drive;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Call;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Remembers what was asked of a world, so that another process can bring the same world about again. */
public interface Chronicle {

    /** Remembers nothing. */
    Chronicle NONE = new Chronicle() {
        @Override
        public void replay(Consumer<Entry> each) {
            // There is nothing to tell.
        }

        @Override
        public void shorten(Calls reads) {
            // There is nothing to shorten.
        }

        @Override
        public void add(Instant at, Call<?> call, @Nullable Object answer) {
            // Nothing is kept.
        }

        @Override
        public long delivered() {
            return 0;
        }

        @Override
        public void delivered(long count) {
            // Nothing is kept.
        }
    };

    /** Tells everything that was asked before this process began, in order. To be called once, before anything is added. */
    void replay(Consumer<Entry> each);

    /**
     * Leaves out what has no consequence any more, if that is much. May be called between {@link #replay} and the first
     * {@link #add}.
     *
     * @param reads answers calls that only read, with what the world is now
     */
    void shorten(Calls reads);

    /**
     * Adds a call; when this returns, it survives the process. Calls that only read may be left out.
     *
     * @param answer an {@link AwsRefusal} if it was refused
     */
    void add(Instant at, Call<?> call, @Nullable Object answer);

    /** How many messages had been handed over to queues before this process began, since the world's beginning. */
    long delivered();

    /** Says that so many messages have been handed over since the world's beginning. */
    void delivered(long count);

    /** A call of the past. */
    interface Entry {
        Instant at();

        Call<?> call();

        /**
         * Compares what the world answers now with what it answered then.
         *
         * @throws RuntimeException if they differ: the world is not the one it was
         */
        void compare(@Nullable Object answer);
    }
}
