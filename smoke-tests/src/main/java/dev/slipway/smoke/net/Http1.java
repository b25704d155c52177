package dev.slipway.smoke.net;

import dev.slipway.smoke.judge.Answer;
import dev.slipway.smoke.run.Call;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.cookie.CookieStore;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** HTTP/1.1 on one connection. */
final class Http1 implements Carrier {
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final Progress progress;
    private final Connections connections;
    private final CloseableHttpClient client;

    private Http1(Progress progress, Connections connections, CloseableHttpClient client) {
        this.progress = progress;
        this.connections = connections;
        this.client = client;
    }

    static Http1 open(Supplier<WatchedTls> tls, Progress progress, CookieStore jar) {
        PoolingHttpClientConnectionManager pool = PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy((socket, host, port, attachment, context) ->
                        tls.get().upgrade(socket, host, port, attachment, context))
                .setConnectionFactory(strict())
                .setDefaultConnectionConfig(connecting())
                .setMaxConnTotal(1)
                .setMaxConnPerRoute(1)
                .build();
        Connections connections = new Connections(pool, progress);
        return new Http1(
                progress,
                connections,
                HttpClients.custom()
                        .setConnectionManager(connections)
                        .setDefaultCookieStore(jar)
                        .setDefaultCookieSpecRegistry(Cookies.specs())
                        .setDefaultRequestConfig(Cookies.config())
                        .disableAutomaticRetries()
                        .disableRedirectHandling()
                        .disableContentCompression()
                        .disableAuthCaching()
                        .disableDefaultUserAgent()
                        .build());
    }

    /** HttpClient's own parser skips what is no answer until one begins, and would call garbage a silent close. */
    private static ManagedHttpClientConnectionFactory strict() {
        return ManagedHttpClientConnectionFactory.builder()
                .responseParserFactory(new DefaultHttpResponseParserFactory())
                .build();
    }

    /** Within two seconds; how long the rest may take is for the flight to say. */
    static ConnectionConfig connecting() {
        return ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(CONNECT_TIMEOUT))
                .setSocketTimeout(Timeout.DISABLED)
                .setValidateAfterInactivity(TimeValue.NEG_ONE_MILLISECOND)
                .build();
    }

    @Override
    public Answer exchange(Call call, HttpHost host, Flight flight) throws IOException, HttpException {
        connections.expect();
        Outgoing request = Outgoing.of(call);
        flight.carry(request);
        HttpClientContext context = HttpClientContext.create();
        return client.execute(host, request, context, response -> {
            progress.enter(Phase.ANSWERING);
            return Incoming.read(response, Presented.in(context.getSSLSession()), flight);
        });
    }

    @Override
    public boolean isNew() {
        return connections.isNew();
    }

    @Override
    public void drop() {
        connections.drop();
    }

    @Override
    public void close() {
        connections.close(CloseMode.GRACEFUL);
    }
}
