package dev.slipway.smoke.net;

import java.io.IOException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** A session's one connection, and how far it has come. */
final class Connections implements HttpClientConnectionManager {
    private final PoolingHttpClientConnectionManager pool;
    private final Progress progress;
    private volatile boolean isNew;

    Connections(PoolingHttpClientConnectionManager pool, Progress progress) {
        this.pool = pool;
        this.progress = progress;
    }

    /** Forgets whether a connection was made. */
    void expect() {
        isNew = false;
    }

    /** Whether a connection was made since {@link #expect}. */
    boolean isNew() {
        return isNew;
    }

    /** Closes what is kept. */
    void drop() {
        pool.closeIdle(TimeValue.ZERO_MILLISECONDS);
    }

    @Override
    public LeaseRequest lease(String id, HttpRoute route, Timeout requestTimeout, Object state) {
        return pool.lease(id, route, requestTimeout, state);
    }

    @Override
    public void release(ConnectionEndpoint endpoint, Object newState, TimeValue validDuration) {
        pool.release(endpoint, newState, validDuration);
    }

    /** Called for new connections only: a kept one never passes this phase. */
    @Override
    public void connect(ConnectionEndpoint endpoint, TimeValue connectTimeout, HttpContext context) throws IOException {
        isNew = true;
        progress.enter(Phase.CONNECTING);
        pool.connect(endpoint, connectTimeout, context);
        progress.enter(Phase.WAITING);
    }

    @Override
    public void upgrade(ConnectionEndpoint endpoint, HttpContext context) throws IOException {
        pool.upgrade(endpoint, context);
    }

    @Override
    public void close(CloseMode closeMode) {
        pool.close(closeMode);
    }

    @Override
    public void close() {
        pool.close();
    }
}
