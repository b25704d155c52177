package dev.slipway.smoke.net;

import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.run.Call;
import dev.slipway.smoke.run.Cancellation;
import dev.slipway.smoke.run.Exchange;
import dev.slipway.smoke.run.Target;
import dev.slipway.smoke.run.Time;
import dev.slipway.smoke.run.Transport;
import dev.slipway.smoke.suite.HttpVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;

/** One test attempt's requests: one connection for each version of HTTP, one cookie jar. */
final class HttpSession implements Transport.Session {
    /** A server may close a kept connection at any moment; a request that must not be sent twice keeps clear of it. */
    private static final Duration OLDEST_FOR_UNREPEATABLE = Duration.ofSeconds(1);

    private final Target target;
    private final Time time;
    private final Alarm alarm;
    private final Progress progress;
    private final Supplier<TlsSetup> setup;
    private final BasicCookieStore jar = new BasicCookieStore();

    /** By name: a name is resolved for a connection, not for each request on it. */
    private final Map<String, InetAddress> addresses = new HashMap<>();

    private @Nullable WatchedTls tls;
    private @Nullable Carrier http1;
    private @Nullable Carrier http2;
    private long lastUseNanos;

    private HttpSession(Target target, Time time, Alarm alarm, Progress progress, Supplier<TlsSetup> setup) {
        this.target = target;
        this.time = time;
        this.alarm = alarm;
        this.progress = progress;
        this.setup = setup;
        this.lastUseNanos = time.nanos();
    }

    /** A session that needs {@code setup} for TLS only: making it takes as long as the rest of a first request. */
    static HttpSession open(Target target, Time time, Supplier<TlsSetup> setup, Timer timer) {
        Progress progress = Progress.by(time);
        return new HttpSession(target, time, new Alarm(time, timer), progress, setup);
    }

    @Override
    public Exchange send(Call call, Duration limit, Cancellation cancellation) {
        long started = time.nanos();
        Carrier carrier = carrier(call.version());
        if (!call.isIdempotent() && Duration.ofNanos(started - lastUseNanos).compareTo(OLDEST_FOR_UNREPEATABLE) > 0) {
            drop(carrier);
        }
        try (Flight flight = Flight.start(time, alarm, limit, cancellation)) {
            return send(call, carrier, flight);
        } finally {
            lastUseNanos = time.nanos();
        }
    }

    private WatchedTls tls() {
        WatchedTls open = tls == null ? new WatchedTls(setup.get(), progress) : tls;
        tls = open;
        return open;
    }

    private Carrier carrier(HttpVersion version) {
        return switch (version) {
            case HTTP_1_1 -> {
                Carrier open = http1 == null ? Http1.open(this::tls, progress, jar) : http1;
                http1 = open;
                yield open;
            }
            case HTTP_2 -> {
                Carrier open = http2 == null ? Http2.open(tls(), progress, jar) : http2;
                http2 = open;
                yield open;
            }
        };
    }

    private Exchange send(Call call, Carrier carrier, Flight flight) {
        progress.start();
        Optional<String> remote = Optional.empty();
        try {
            Target.HostPort at = address(call);
            InetAddress address = resolved(at.host(), flight);
            remote = Optional.of(new Target.HostPort(address.getHostAddress(), at.port()).toString());
            HttpHost host =
                    new HttpHost(call.url().getScheme(), address, call.url().getHost(), at.port());
            return answered(call, carrier, host, flight, remote);
        } catch (IOException | HttpException e) {
            return failed(call, e, carrier, flight, remote);
        } catch (IllegalStateException e) {
            // HttpClient stumbles over itself when it is cut off between leasing a connection and using it.
            if (flight.isOver()) {
                return failed(call, e, carrier, flight, remote);
            }
            throw e;
        }
    }

    private InetAddress resolved(String host, Flight flight) throws UnknownHostException {
        InetAddress known = addresses.get(host);
        if (known != null) {
            return known;
        }
        InetAddress address = Addresses.resolve(host, target.family(), flight);
        addresses.put(host, address);
        return address;
    }

    private void drop(Carrier carrier) {
        addresses.clear();
        carrier.drop();
    }

    /** Where a redirect leads to another origin, {@code connectTo} says nothing about it. */
    private Target.HostPort address(Call call) {
        return target.isOriginOf(call.url()) ? target.address() : Target.address(call.url());
    }

    /** A kept connection may have died unnoticed; what may be sent twice is then sent once more, on a new one. */
    private Exchange answered(Call call, Carrier carrier, HttpHost host, Flight flight, Optional<String> remote)
            throws IOException, HttpException {
        progress.enter(Phase.WAITING);
        try {
            return new Exchange.Answered(carrier.exchange(call, host, flight), remote, false, progress.phases());
        } catch (NoHttpResponseException | SocketException | ConnectionClosedException e) {
            boolean wasKept = !carrier.isNew() && progress.phase() == Phase.WAITING;
            if (!wasKept || !call.isIdempotent() || flight.isOver()) {
                throw e;
            }
            carrier.drop();
            return new Exchange.Answered(carrier.exchange(call, host, flight), remote, true, progress.phases());
        }
    }

    private Exchange failed(Call call, Exception e, Carrier carrier, Flight flight, Optional<String> remote) {
        Failure failure = failure(call, e, flight, remote.orElse("?"));
        if (failure.reason() != Reason.DNS) {
            drop(carrier);
        }
        return new Exchange.Unanswered(
                failure.reason(), failure.what(), flight.startedAt(), flight.elapsed(), remote, progress.phases());
    }

    private Failure failure(Call call, Exception e, Flight flight, String remote) {
        if (flight.isOver()) {
            return flight.failure(progress.phase());
        }
        Failure failure = Failure.of(e, progress.phase(), remote);
        boolean lacksCertificate = tls != null
                && (tls.lacksCertificateFor(remote)
                        || tls.lacksCertificateFor(call.url().getHost()));
        return lacksCertificate ? failure.forLackOfCertificate() : failure;
    }

    @Override
    public void close() {
        alarm.close();
        if (http1 != null) {
            http1.close();
        }
        if (http2 != null) {
            http2.close();
        }
    }
}
