package dev.slipway.smoke.net;

import dev.slipway.smoke.judge.Answer;
import dev.slipway.smoke.judge.Body;
import dev.slipway.smoke.judge.Header;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/** Reads an answer, of which the body may have 1 MiB. */
final class Incoming {
    private static final int MOST_BYTES = 1 << 20;

    private Incoming() {}

    static Answer read(ClassicHttpResponse response, Optional<Answer.Tls> tls, Flight flight) throws IOException {
        Body body = body(response.getEntity(), flight);
        List<Header> headers = Arrays.stream(response.getHeaders())
                .map(header -> new Header(header.getName(), header.getValue() == null ? "" : header.getValue()))
                .toList();
        return new Answer(
                response.getCode(), headers, body, flight.startedAt(), flight.now(), flight.elapsed(), "HTTP/1.1", tls);
    }

    private static Body body(@Nullable HttpEntity entity, Flight flight) throws IOException {
        if (entity == null) {
            return Body.of(new byte[0]);
        }
        InputStream content = entity.getContent();
        byte[] bytes = content.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            flight.abort();
            throw TooLarge.than(MOST_BYTES);
        }
        return Body.of(bytes);
    }

    /** The body is larger than anybody should judge. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;

        private TooLarge(String message) {
            super(message);
        }

        private static TooLarge than(int bytes) {
            return new TooLarge("the body is larger than " + bytes + " bytes");
        }
    }
}
