package dev.slipway.smoke.net;

import dev.slipway.smoke.run.Target;
import dev.slipway.smoke.run.Time;
import dev.slipway.smoke.run.Transport;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;

/** The network. Thread-safe; closing it stops its timer thread, not the sessions. */
public final class HttpTransport implements Transport, AutoCloseable {
    private final Time time;
    private final TlsSocketStrategy tls;
    private final ScheduledThreadPoolExecutor timer;

    private HttpTransport(Time time, TlsSocketStrategy tls, ScheduledThreadPoolExecutor timer) {
        this.time = time;
        this.tls = tls;
        this.timer = timer;
    }

    /** The network with the JDK's trusted authorities; TLS is always verified. */
    public static HttpTransport open(Time time) {
        return open(time, DefaultClientTlsStrategy.createDefault());
    }

    static HttpTransport open(Time time, TlsSocketStrategy tls) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("smoke-deadlines").factory());
        timer.setRemoveOnCancelPolicy(true);
        return new HttpTransport(time, tls, timer);
    }

    @Override
    public Session open(Target target) {
        return HttpSession.open(target, time, tls, timer);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
