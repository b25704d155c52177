package dev.slipway.smoke.net;

import dev.slipway.smoke.run.Target;
import dev.slipway.smoke.run.Time;
import dev.slipway.smoke.run.Transport;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The network. Thread-safe; closing it stops its timer thread, not the sessions. */
public final class HttpTransport implements Transport, AutoCloseable {
    private final Time time;
    private final ScheduledThreadPoolExecutor timer;
    private final Map<Target.Trust, TlsSetup> setups = new ConcurrentHashMap<>();

    private HttpTransport(Time time, ScheduledThreadPoolExecutor timer) {
        this.time = time;
        this.timer = timer;
    }

    /** The network with the JDK's trusted authorities and those of each target; TLS is always verified. */
    public static HttpTransport open(Time time) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("smoke-deadlines").factory());
        timer.setRemoveOnCancelPolicy(true);
        return new HttpTransport(time, timer);
    }

    @Override
    public Optional<String> fault(Target target) {
        try {
            if (!target.trust().isNone()) {
                var ignored = setup(target);
            }
            return Optional.empty();
        } catch (BadCertificates e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Session open(Target target) {
        return HttpSession.open(target, time, () -> setup(target), this::after);
    }

    private Runnable after(long nanos, Runnable ring) {
        ScheduledFuture<?> set = timer.schedule(ring, nanos, TimeUnit.NANOSECONDS);
        return () -> set.cancel(false);
    }

    private TlsSetup setup(Target target) {
        return setups.computeIfAbsent(target.trust(), HttpTransport::setup);
    }

    private static TlsSetup setup(Target.Trust trust) {
        try {
            return TlsSetup.of(trust);
        } catch (GeneralSecurityException | IOException e) {
            throw BadCertificates.because(e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** A target's certificates or key can't be used. */
    private static final class BadCertificates extends RuntimeException {
        private static final long serialVersionUID = 1;

        private BadCertificates(String message) {
            super(message);
        }

        /** Without the cause's own words: they might quote a key. */
        static BadCertificates because(Exception e) {
            return new BadCertificates("the certificates or the key given with it can't be used ("
                    + e.getClass().getSimpleName() + "); they are PEM, the key unencrypted PKCS#8");
        }
    }
}
