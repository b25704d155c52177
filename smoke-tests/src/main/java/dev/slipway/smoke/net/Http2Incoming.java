package dev.slipway.smoke.net;

import dev.slipway.smoke.judge.Body;
import dev.slipway.smoke.judge.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Reads an answer as the asynchronous client brings it, of which the body may have 1 MiB. */
final class Http2Incoming extends AbstractBinResponseConsumer<Http2Incoming.Received> {
    private static final int AT_A_TIME = 1 << 16;
    private final Progress progress;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status;
    private List<Header> headers = List.of();

    Http2Incoming(Progress progress) {
        this.progress = progress;
    }

    /** An answer's parts. */
    record Received(int status, List<Header> headers, Body body) {
        Received {
            headers = List.copyOf(headers);
        }
    }

    @Override
    protected void start(HttpResponse response, @Nullable ContentType contentType) {
        progress.enter(Phase.ANSWERING);
        status = response.getCode();
        headers = Incoming.headers(response);
    }

    @Override
    protected int capacityIncrement() {
        return AT_A_TIME;
    }

    @Override
    protected void data(ByteBuffer part, boolean isLast) throws IOException {
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        if (body.size() + bytes.length > Incoming.MOST_BYTES) {
            throw Incoming.TooLarge.than(Incoming.MOST_BYTES);
        }
        body.writeBytes(bytes);
    }

    @Override
    protected Received buildResult() {
        return new Received(status, headers, Body.of(body.toByteArray()));
    }

    @Override
    public void releaseResources() {
        body.reset();
    }
}
