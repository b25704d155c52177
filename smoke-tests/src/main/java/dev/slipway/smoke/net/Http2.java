package dev.slipway.smoke.net;

import dev.slipway.smoke.judge.Answer;
import dev.slipway.smoke.run.Call;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.cookie.CookieStore;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;

/** HTTP/2 and nothing else on one connection: over TLS by ALPN, without it with prior knowledge. */
final class Http2 implements Carrier {
    private final WatchedTls tls;
    private final Progress progress;
    private final Resolved resolved;
    private final PoolingAsyncClientConnectionManager connections;
    private final CloseableHttpAsyncClient client;

    private Http2(
            WatchedTls tls,
            Progress progress,
            Resolved resolved,
            PoolingAsyncClientConnectionManager connections,
            CloseableHttpAsyncClient client) {
        this.tls = tls;
        this.progress = progress;
        this.resolved = resolved;
        this.connections = connections;
        this.client = client;
    }

    static Http2 open(WatchedTls tls, Progress progress, CookieStore jar) {
        Resolved resolved = new Resolved(progress);
        PoolingAsyncClientConnectionManager connections = PoolingAsyncClientConnectionManagerBuilder.create()
                .setTlsStrategy(tls)
                .setDnsResolver(resolved)
                .setDefaultConnectionConfig(Http1.connecting())
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_2)
                        .build())
                .setMaxConnTotal(1)
                .setMaxConnPerRoute(1)
                .build();
        CloseableHttpAsyncClient client = HttpAsyncClients.custom()
                .setConnectionManager(connections)
                .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(1).build())
                .setDefaultCookieStore(jar)
                .setDefaultCookieSpecRegistry(Cookies.specs())
                .setDefaultRequestConfig(Cookies.config())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableAuthCaching()
                .setUserAgent(null)
                .addExecInterceptorAfter(
                        ChainElement.CONNECT.name(), "connected", (request, body, scope, chain, callback) -> {
                            progress.enter(Phase.WAITING);
                            chain.proceed(request, body, scope, callback);
                        })
                .build();
        client.start();
        return new Http2(tls, progress, resolved, connections, client);
    }

    @Override
    public Answer exchange(Call call, HttpHost host, Flight flight) throws IOException, HttpException {
        resolved.expect(host.getAddress());
        HttpHost named = new HttpHost(host.getSchemeName(), host.getHostName(), host.getPort());
        Future<Http2Incoming.Received> answer = client.execute(
                named, Http2Outgoing.of(call), new Http2Incoming(progress), null, HttpClientContext.create(), null);
        flight.carry(() -> answer.cancel(true));
        Http2Incoming.Received received = received(answer);
        return new Answer(
                received.status(),
                received.headers(),
                received.body(),
                flight.startedAt(),
                flight.now(),
                flight.elapsed(),
                "HTTP/2",
                call.url().getScheme().equalsIgnoreCase("https")
                        ? tls.latest().flatMap(Presented::in)
                        : Optional.empty());
    }

    private static <T> T received(Future<T> answer) throws IOException, HttpException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException io -> throw io;
                case HttpException http -> throw http;
                case null, default -> throw new IOException(e.getCause());
            }
        } catch (CancellationException e) {
            throw new RequestNotExecutedException();
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while it waited for an answer");
        }
    }

    @Override
    public boolean isNew() {
        return resolved.isAsked();
    }

    @Override
    public void drop() {
        connections.closeIdle(TimeValue.ZERO_MILLISECONDS);
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
