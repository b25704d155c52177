package dev.slipway.smoke.net;

import dev.slipway.smoke.judge.Answer;
import dev.slipway.smoke.judge.Body;
import dev.slipway.smoke.judge.BodyJudge;
import dev.slipway.smoke.judge.Header;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.MessageHeaders;
import org.apache.hc.core5.http.ProtocolVersion;
import org.jspecify.annotations.Nullable;

/** Reads an answer, of which the body may have 1 MiB. */
final class Incoming {
    static final int MOST_BYTES = BodyJudge.MOST_BYTES;

    private Incoming() {}

    static Answer read(ClassicHttpResponse response, Optional<Answer.Tls> tls, Flight flight) throws IOException {
        Body body = body(response.getEntity(), flight);
        return new Answer(
                response.getCode(),
                headers(response),
                body,
                flight.startedAt(),
                flight.now(),
                flight.elapsed(),
                protocol(response),
                tls);
    }

    static List<Header> headers(MessageHeaders response) {
        return Arrays.stream(response.getHeaders())
                .map(header -> new Header(header.getName(), header.getValue() == null ? "" : header.getValue()))
                .toList();
    }

    private static String protocol(ClassicHttpResponse response) {
        ProtocolVersion version = response.getVersion();
        return version == null ? "HTTP/1.1" : version.format();
    }

    private static Body body(@Nullable HttpEntity entity, Flight flight) throws IOException {
        if (entity == null) {
            return Body.of(new byte[0]);
        }
        InputStream content = entity.getContent();
        long announced = entity.getContentLength();
        byte[] bytes = content.readNBytes((int) (announced < 0 ? MOST_BYTES : Math.min(announced, MOST_BYTES)) + 1);
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

        static TooLarge than(int bytes) {
            return new TooLarge("the body is larger than " + bytes + " bytes");
        }
    }
}
