package dev.slipway.smoke.net;

import dev.slipway.smoke.judge.Header;
import dev.slipway.smoke.run.Call;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.net.URIAuthority;

/** A request as HttpClient sends it: the path as it was written, the Host of its URL. */
final class Outgoing extends HttpUriRequestBase {
    private static final long serialVersionUID = 1;

    private Outgoing(Call call) {
        super(call.method().name(), call.url());
    }

    static Outgoing of(Call call) {
        Outgoing request = new Outgoing(call);
        request.setAuthority(new URIAuthority(call.url().getHost(), call.url().getPort()));
        for (Header header : call.headers()) {
            request.addHeader(header.name(), header.value());
        }
        call.body().ifPresent(body -> request.setEntity(new ByteArrayEntity(body.bytes(), null)));
        return request;
    }
}
