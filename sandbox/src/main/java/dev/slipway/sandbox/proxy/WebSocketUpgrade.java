package dev.slipway.sandbox.proxy;

import java.util.Locale;
import java.util.concurrent.Executor;
import org.eclipse.jetty.client.HttpUpgrader;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Makes of a request, once its target agrees with status 101, a pipe between client and target. "Listeners natively support
 * WebSockets" (user guide of Application Load Balancers, "Listeners"); no other protocol is upgraded to.
 */
final class WebSocketUpgrade implements HttpUpgrader {
    private static final String WEB_SOCKET = "websocket";

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Routes.Send send;
    private final Upgraded upgraded;

    WebSocketUpgrade(Request request, Response response, Callback callback, Routes.Send send, Upgraded upgraded) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.send = send;
        this.upgraded = upgraded;
    }

    static boolean isAskedForBy(Request request) {
        String connection = request.getHeaders().get(HttpHeader.CONNECTION);
        return request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1
                && connection != null
                && connection.toLowerCase(Locale.ROOT).contains("upgrade")
                && WEB_SOCKET.equalsIgnoreCase(request.getHeaders().get(HttpHeader.UPGRADE));
    }

    @Override
    public void prepare(org.eclipse.jetty.client.Request passed) {
        passed.headers(headers -> headers.put(HttpHeader.UPGRADE, WEB_SOCKET).put(HttpHeader.CONNECTION, "Upgrade"));
    }

    @Override
    public void upgrade(org.eclipse.jetty.client.Response answer, EndPoint target, Callback done) {
        EndPoint client = request.getConnectionMetaData().getConnection().getEndPoint();
        Executor executor = request.getConnectionMetaData().getConnector().getExecutor();
        ByteBufferPool buffers = request.getConnectionMetaData().getConnector().getByteBufferPool();
        target.setIdleTimeout(send.idleTimeout().toMillis());
        client.setIdleTimeout(send.idleTimeout().toMillis());
        var place = new Upgraded.Place(send.host(), send.port());
        Runnable closer = () -> {
            client.close();
            target.close();
        };
        var toClient = new Pipe(target, client, executor, buffers, () -> {}, () -> upgraded.closed(place, closer));
        // The server opens this one when the client has the head of the answer: not before may the target's bytes
        // follow it.
        var toTarget = new Pipe(
                client,
                target,
                executor,
                buffers,
                () -> {
                    target.upgrade(toClient);
                    upgraded.opened(place, closer);
                },
                () -> upgraded.closed(place, closer));
        request.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, toTarget);
        response.setStatus(HttpStatus.SWITCHING_PROTOCOLS_101);
        answer.getHeaders().forEach(response.getHeaders()::add);
        response.write(true, BufferUtil.EMPTY_BUFFER, Callback.from(callback, done));
    }
}
