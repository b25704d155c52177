package dev.slipway.smoke.run;

import java.time.Duration;

/**
 * Where the time of a request went, in consecutive parts; zero for what did not take place, as on a kept connection. Of a
 * redirected request each part is the sum over all hops.
 *
 * @param dns resolving the name
 * @param connect to an established connection, TLS excluded
 * @param tls the handshake
 * @param firstByte from a ready connection to the head of the answer
 * @param download from there to the last byte
 */
public record Phases(Duration dns, Duration connect, Duration tls, Duration firstByte, Duration download) {
    /** Nothing took any time. */
    public static Phases none() {
        return new Phases(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    /** Part by part the sum. */
    public Phases plus(Phases other) {
        return new Phases(
                dns.plus(other.dns),
                connect.plus(other.connect),
                tls.plus(other.tls),
                firstByte.plus(other.firstByte),
                download.plus(other.download));
    }

    /** All of it. */
    public Duration total() {
        return dns.plus(connect).plus(tls).plus(firstByte).plus(download);
    }
}
