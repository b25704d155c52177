package dev.slipway.smoke.net;

import dev.slipway.smoke.judge.Answer;
import dev.slipway.smoke.run.Call;
import java.io.IOException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;

/** One version of HTTP on a session's connection. */
interface Carrier extends AutoCloseable {
    /**
     * Sends once and reads the whole answer.
     *
     * @param host name and port of the URL, with the address to connect to
     */
    Answer exchange(Call call, HttpHost host, Flight flight) throws IOException, HttpException;

    /** Whether the last exchange had to make its connection. */
    boolean isNew();

    /** Closes the kept connection. */
    void drop();

    @Override
    void close();
}
