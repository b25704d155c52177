package dev.slipway.smoke.run;

import java.time.Duration;
import java.util.Optional;

/** Port: carries requests. */
public interface Transport {
    /** Why no session with {@code target} can be opened, whatever the network does; empty if one can. Sends nothing. */
    default Optional<String> fault(Target target) {
        return Optional.empty();
    }

    /** A session with nothing kept from another: no connection, no cookie. */
    Session open(Target target);

    /** Requests one after the other, on a kept connection where there is one; not for several threads. */
    interface Session extends AutoCloseable {
        /**
         * Sends and waits for the whole answer. Follows no redirect, repeats nothing the target may have seen.
         *
         * @param limit for all of it, from resolving the name to the last byte; more than zero
         * @param cancellation cuts it off at once, as {@code interrupted}
         */
        Exchange send(Call call, Duration limit, Cancellation cancellation);

        @Override
        void close();
    }
}
