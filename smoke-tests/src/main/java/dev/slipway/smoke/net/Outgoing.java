package dev.slipway.smoke.net;

import dev.slipway.smoke.judge.Header;
import dev.slipway.smoke.run.Call;
import dev.slipway.smoke.run.Target;
import java.nio.charset.StandardCharsets;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.net.URIAuthority;

/** A request as HttpClient sends it: the path as it was written, the Host of the target's URL. */
final class Outgoing extends HttpUriRequestBase {
    private static final long serialVersionUID = 1;

    private Outgoing(Call call) {
        super(call.method().name(), call.url());
    }

    static Outgoing of(Call call, Target target) {
        Outgoing request = new Outgoing(call);
        request.setAuthority(
                new URIAuthority(target.url().getHost(), target.url().getPort()));
        for (Header header : call.headers()) {
            request.addHeader(header.name(), header.value());
        }
        call.body()
                .ifPresent(body -> request.setEntity(
                        new ByteArrayEntity(body.text(StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), null)));
        return request;
    }
}
