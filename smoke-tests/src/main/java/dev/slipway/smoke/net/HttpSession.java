package dev.slipway.smoke.net;

import dev.slipway.smoke.judge.Answer;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.run.Call;
import dev.slipway.smoke.run.Cancellation;
import dev.slipway.smoke.run.Exchange;
import dev.slipway.smoke.run.Target;
import dev.slipway.smoke.run.Time;
import dev.slipway.smoke.run.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** One test attempt's requests: one connection, one cookie jar. */
final class HttpSession implements Transport.Session {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    /** A server may close a kept connection at any moment; a request that must not be sent twice keeps clear of it. */
    private static final Duration OLDEST_FOR_UNREPEATABLE = Duration.ofSeconds(1);

    private final Target target;
    private final Time time;
    private final ScheduledExecutorService timer;
    private final Progress progress;
    private final Connections connections;
    private final CloseableHttpClient client;
    private long lastUseNanos;

    private HttpSession(
            Target target, Time time, ScheduledExecutorService timer, Progress progress, Connections connections) {
        this.target = target;
        this.time = time;
        this.timer = timer;
        this.progress = progress;
        this.connections = connections;
        this.lastUseNanos = time.nanos();
        this.client = HttpClients.custom()
                .setConnectionManager(connections)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableAuthCaching()
                .disableDefaultUserAgent()
                .build();
    }

    static HttpSession open(Target target, Time time, TlsSocketStrategy tls, ScheduledExecutorService timer) {
        Progress progress = Progress.by(time);
        TlsSocketStrategy watched = (socket, host, port, attachment, context) -> {
            progress.enter(Phase.HANDSHAKE);
            return tls.upgrade(socket, host, port, attachment, context);
        };
        PoolingHttpClientConnectionManager pool = PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy(watched)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(CONNECT_TIMEOUT))
                        .setSocketTimeout(Timeout.DISABLED)
                        .setValidateAfterInactivity(TimeValue.NEG_ONE_MILLISECOND)
                        .build())
                .setMaxConnTotal(1)
                .setMaxConnPerRoute(1)
                .build();
        return new HttpSession(target, time, timer, progress, new Connections(pool, progress));
    }

    @Override
    public Exchange send(Call call, Duration limit, Cancellation cancellation) {
        long started = time.nanos();
        if (!call.isIdempotent() && Duration.ofNanos(started - lastUseNanos).compareTo(OLDEST_FOR_UNREPEATABLE) > 0) {
            connections.drop();
        }
        try (Flight flight = Flight.start(time, timer, limit, cancellation)) {
            return send(call, flight);
        } finally {
            lastUseNanos = time.nanos();
        }
    }

    private Exchange send(Call call, Flight flight) {
        progress.start();
        Optional<String> remote = Optional.empty();
        try {
            InetAddress address = Addresses.resolve(target.address().host(), flight);
            remote = Optional.of(new Target.HostPort(
                            address.getHostAddress(), target.address().port())
                    .toString());
            HttpHost host = new HttpHost(
                    target.url().getScheme(),
                    address,
                    target.url().getHost(),
                    target.address().port());
            return answered(call, host, flight, remote);
        } catch (IOException | HttpException e) {
            return failed(e, flight, remote);
        } catch (IllegalStateException e) {
            // HttpClient stumbles over itself when it is cut off between leasing a connection and using it.
            if (flight.isOver()) {
                return failed(e, flight, remote);
            }
            throw e;
        }
    }

    /** A kept connection may have died unnoticed; what may be sent twice is then sent once more, on a new one. */
    private Exchange answered(Call call, HttpHost host, Flight flight, Optional<String> remote)
            throws IOException, HttpException {
        progress.enter(Phase.WAITING);
        connections.expect();
        try {
            return new Exchange.Answered(exchange(call, host, flight), remote, false, progress.phases());
        } catch (NoHttpResponseException | SocketException e) {
            boolean wasKept = !connections.isNew() && progress.phase() == Phase.WAITING;
            if (!wasKept || !call.isIdempotent() || flight.isOver()) {
                throw e;
            }
            connections.drop();
            return new Exchange.Answered(exchange(call, host, flight), remote, true, progress.phases());
        }
    }

    private Answer exchange(Call call, HttpHost host, Flight flight) throws IOException, HttpException {
        Outgoing request = Outgoing.of(call, target);
        flight.carry(request);
        HttpClientContext context = HttpClientContext.create();
        return client.execute(host, request, context, response -> {
            progress.enter(Phase.ANSWERING);
            return Incoming.read(response, Presented.in(context.getSSLSession()), flight);
        });
    }

    private Exchange failed(Exception e, Flight flight, Optional<String> remote) {
        Failure failure = flight.isOver()
                ? flight.failure(progress.phase())
                : Failure.of(e, progress.phase(), remote.orElse("?"));
        if (failure.reason() != Reason.DNS) {
            connections.drop();
        }
        return new Exchange.Unanswered(
                failure.reason(), failure.what(), flight.startedAt(), flight.elapsed(), remote, progress.phases());
    }

    @Override
    public void close() {
        connections.close(CloseMode.GRACEFUL);
    }
}
