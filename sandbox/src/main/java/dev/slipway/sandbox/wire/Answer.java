package dev.slipway.sandbox.wire;

import java.time.Duration;
import java.util.Map;

/**
 * An HTTP answer, ready to be sent.
 *
 * @param delay before it is sent
 */
@SuppressWarnings("ArrayRecordComponent") // never compared with another one
public record Answer(int status, String contentType, Map<String, String> headers, byte[] body, Duration delay) {
    public Answer {
        headers = Map.copyOf(headers);
    }

    /** An answer that is sent at once. */
    public Answer(int status, String contentType, Map<String, String> headers, byte[] body) {
        this(status, contentType, headers, body, Duration.ZERO);
    }

    /** The same answer with another body. */
    public Answer withBody(byte[] other) {
        return new Answer(status, contentType, headers, other, delay);
    }

    /** The same answer, sent later. */
    Answer after(Duration later) {
        return new Answer(status, contentType, headers, body, later);
    }
}
