package dev.slipway.sandbox.wire;

import java.util.Map;

/** An HTTP answer, ready to be sent. */
@SuppressWarnings("ArrayRecordComponent") // never compared with another one
public record Answer(int status, String contentType, Map<String, String> headers, byte[] body) {
    public Answer {
        headers = Map.copyOf(headers);
    }

    /** The same answer with another body. */
    public Answer withBody(byte[] other) {
        return new Answer(status, contentType, headers, other);
    }
}
