package dev.slipway.sandbox.proxy;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpUpgrader;
import org.eclipse.jetty.client.UpgradeProtocolHandler;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Carries each request to the target that the routes of the moment name, and the answer back, streaming both. */
final class Carrier extends ProxyHandler {
    /**
     * How long an unused connection to a target is kept. Far less than any server keeps one, so that a target hardly ever
     * closes it while a request is on its way.
     */
    private static final long KEPT_MILLIS = 500;

    private static final long CONNECT_MILLIS = 10_000;
    private static final int CONNECTIONS_PER_TARGET = 10_000;
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");
    private static final Map<Integer, String> TITLES = Map.of(
            HttpStatus.BAD_REQUEST_400, "400 Bad Request",
            HttpStatus.BAD_GATEWAY_502, "502 Bad Gateway",
            HttpStatus.SERVICE_UNAVAILABLE_503, "503 Service Temporarily Unavailable",
            HttpStatus.GATEWAY_TIMEOUT_504, "504 Gateway Time-out");
    private static final String SEND = Carrier.class.getName() + ".send";
    /** Where Jetty's client looks for it. */
    private static final String UPGRADE = HttpUpgrader.Factory.class.getName();

    private static final String REPEATS = Carrier.class.getName() + ".repeats";
    /** The next connection at hand may have been closed as well; a fresh one ends it. */
    private static final int MOST_REPEATS = 5;

    private final Supplier<Routes> routes;
    private final TraceIds traceIds;
    private final Upgraded upgraded;

    Carrier(Supplier<Routes> routes, TraceIds traceIds, Upgraded upgraded) {
        this.routes = routes;
        this.traceIds = traceIds;
        this.upgraded = upgraded;
        setUseServerThreadPool(true);
    }

    /** A proxy starts with a client that knows none of HTTP's ways to go on after an answer. */
    @Override
    protected void doStart() throws Exception {
        super.doStart();
        getHttpClient().getProtocolHandlers().put(new UpgradeProtocolHandler());
    }

    @Override
    protected void configureHttpClient(HttpClient client) {
        super.configureHttpClient(client);
        client.setUserAgentField(null); // the user's goes through
        client.setDefaultRequestContentType(null);
        client.setConnectTimeout(CONNECT_MILLIS);
        client.setIdleTimeout(KEPT_MILLIS);
        client.setDestinationIdleTimeout(TimeUnit.MINUTES.toMillis(1));
        client.setMaxConnectionsPerDestination(CONNECTIONS_PER_TARGET);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String listener = request.getConnectionMetaData().getConnector().getName();
        switch (routes.get().decide(listener, asked(request))) {
            case Routes.Send send -> {
                request.setAttribute(SEND, send);
                if (WebSocketUpgrade.isAskedForBy(request)) {
                    var upgrade = new WebSocketUpgrade(request, response, callback, send, upgraded);
                    request.setAttribute(UPGRADE, (HttpUpgrader.Factory) version -> upgrade);
                }
                super.handle(request, response, callback);
            }
            case Routes.Answer answer -> answer(response, callback, answer);
            case Routes.Redirected redirected -> {
                response.getHeaders().put(HttpHeader.LOCATION, redirected.location());
                answer(response, callback, new Routes.Answer(redirected.status(), "", ""));
            }
            case Routes.Unavailable unavailable -> page(response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
        }
        return true;
    }

    private static Asked asked(Request request) {
        String host = request.getHeaders().get(HttpHeader.HOST);
        String path = request.getHttpURI().getPath();
        String query = request.getHttpURI().getQuery();
        return new Asked(
                request.getMethod(),
                host == null ? "" : host,
                path == null ? "/" : path,
                query == null ? "" : query,
                Request.getLocalPort(request),
                name -> List.copyOf(request.getHeaders().getValuesList(name)));
    }

    @Override
    protected HttpURI rewriteHttpURI(Request request) {
        Routes.Send send = send(request);
        return HttpURI.build(request.getHttpURI())
                .scheme("http")
                .host(send.host())
                .port(send.port())
                .asImmutable();
    }

    @Override
    protected org.eclipse.jetty.client.Request newProxyToServerRequest(Request request, HttpURI uri) {
        org.eclipse.jetty.client.Request passed;
        try {
            passed = getHttpClient().newRequest(new URI(uri.toString()));
        } catch (URISyntaxException e) {
            // Browsers send characters that java.net.URI does not take; ALB passes them on.
            passed = getHttpClient()
                    .newRequest(uri.getHost(), uri.getPort())
                    .scheme("http")
                    .path(uri.getPathQuery());
        }
        if (request.getAttribute(UPGRADE) instanceof HttpUpgrader.Factory upgrade) {
            passed.attribute(UPGRADE, upgrade);
        }
        long idleMillis = send(request).idleTimeout().toMillis();
        return passed.method(request.getMethod()).idleTimeout(idleMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void addProxyHeaders(Request request, org.eclipse.jetty.client.Request passed) {
        HttpFields asked = request.getHeaders();
        String trace = asked.get("X-Amzn-Trace-Id");
        passed.headers(headers -> headers.put(HttpHeader.X_FORWARDED_FOR, forwardedFor(request))
                .put(HttpHeader.X_FORWARDED_PROTO, request.isSecure() ? "https" : "http")
                .put(HttpHeader.X_FORWARDED_PORT, Integer.toString(Request.getLocalPort(request)))
                .put("X-Amzn-Trace-Id", traceIds.passedOn(trace)));
        List<String> cookies = asked.getValuesList(HttpHeader.COOKIE);
        if (cookies.size() > 1 && request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2) {
            // HTTP/2 may send each cookie by itself; "these MUST be concatenated [...] using the two-octet delimiter of
            // 0x3b, 0x20" (RFC 9113, 8.2.3) for a target that speaks HTTP/1.1.
            passed.headers(headers -> headers.put(HttpHeader.COOKIE, String.join("; ", cookies)));
        }
    }

    /** Everybody who forwarded it, and the client: one list, however many headers it came in (docs/aws.md, Load balancer). */
    private static String forwardedFor(Request request) {
        return Stream.concat(
                        request.getHeaders().getValuesList(HttpHeader.X_FORWARDED_FOR).stream(),
                        Stream.of(Request.getRemoteAddr(request)))
                .filter(address -> !address.isBlank())
                .collect(Collectors.joining(", "));
    }

    @Override
    protected void onServerToProxyResponseFailure(
            Request request,
            org.eclipse.jetty.client.Request passed,
            org.eclipse.jetty.client.Response answer,
            Response response,
            Callback callback,
            Throwable failure) {
        if (response.isCommitted()) {
            callback.failed(failure); // the client sees that the answer is cut short
            return;
        }
        boolean answered = answer != null && answer.getStatus() != 0;
        response.reset();
        if (!answered && mayBeRepeated(request, passed, failure)) {
            request.setAttribute(REPEATS, repeats(request) + 1);
            handle(request, response, callback);
            return;
        }
        boolean late = failure instanceof TimeoutException || failure instanceof SocketTimeoutException;
        page(response, callback, late ? HttpStatus.GATEWAY_TIMEOUT_504 : HttpStatus.BAD_GATEWAY_502);
    }

    /** Only what a connection did that its target closed while it was unused, if twice is as good as once. */
    private static boolean mayBeRepeated(Request request, org.eclipse.jetty.client.Request passed, Throwable failure) {
        boolean closed = failure instanceof EOFException
                || failure instanceof ClosedChannelException
                || (failure instanceof IOException
                        && !(failure instanceof ConnectException)
                        && !(failure instanceof SocketTimeoutException));
        return closed
                && repeats(request) < MOST_REPEATS
                && passed.getBody() == null
                && IDEMPOTENT.contains(request.getMethod())
                && wasUsedBefore(passed);
    }

    private static int repeats(Request request) {
        return request.getAttribute(REPEATS) instanceof Integer repeats ? repeats : 0;
    }

    private static boolean wasUsedBefore(org.eclipse.jetty.client.Request passed) {
        return passed.getConnection() instanceof org.eclipse.jetty.io.Connection connection
                && connection.getMessagesOut() > 1;
    }

    private static Routes.Send send(Request request) {
        if (request.getAttribute(SEND) instanceof Routes.Send send) {
            return send;
        }
        throw new IllegalStateException("a request is passed on before its target is known");
    }

    private static void page(Response response, Callback callback, int status) {
        String title = TITLES.get(status);
        String body = "<html>\r\n<head><title>" + title + "</title></head>\r\n<body>\r\n<center><h1>" + title
                + "</h1></center>\r\n</body>\r\n</html>\r\n";
        answer(response, callback, new Routes.Answer(status, "text/html", body));
    }

    private static void answer(Response response, Callback callback, Routes.Answer answer) {
        ByteBuffer body = StandardCharsets.UTF_8.encode(answer.body());
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.SERVER, "awselb/2.0");
        if (!answer.contentType().isEmpty()) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
        }
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.remaining());
        response.write(true, body, callback);
    }
}
