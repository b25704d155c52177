package dev.slipway.smoke.net;

import dev.slipway.smoke.judge.Header;
import dev.slipway.smoke.run.Call;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.entity.AsyncEntityProducers;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.net.URIAuthority;

/** A request as the asynchronous client sends it: the path as it was written, the authority of its URL. */
final class Http2Outgoing {
    private Http2Outgoing() {}

    static BasicRequestProducer of(Call call) {
        BasicHttpRequest request = new BasicHttpRequest(call.method().name(), call.url());
        request.setAuthority(new URIAuthority(call.url().getHost(), call.url().getPort()));
        for (Header header : call.headers()) {
            request.addHeader(header.name(), header.value());
        }
        AsyncEntityProducer body = call.body()
                .map(bytes -> AsyncEntityProducers.create(bytes.bytes(), null))
                .orElse(null);
        return new BasicRequestProducer(request, body);
    }
}
