package dev.slipway.smoke.run;

import dev.slipway.smoke.judge.Body;
import dev.slipway.smoke.judge.Header;
import dev.slipway.smoke.suite.HttpVersion;
import dev.slipway.smoke.suite.Method;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A request with everything filled in.
 *
 * @param url of the target's host, or of another that a redirect led to
 * @param isIdempotent whether it may be sent again on a new connection if a kept one turns out dead
 * @param version the HTTP to speak, or none at all
 * @param curlBody the words that make the command send the same body, unquoted; may be empty
 */
public record Call(
        Method method,
        URI url,
        List<Header> headers,
        Optional<Body> body,
        boolean isIdempotent,
        HttpVersion version,
        List<String> curlBody) {
    public Call {
        headers = List.copyOf(headers);
        curlBody = List.copyOf(curlBody);
    }

    /** A request without a body by HTTP/1.1. */
    public static Call of(Method method, URI url, List<Header> headers) {
        return new Call(method, url, headers, Optional.empty(), method.isIdempotent(), HttpVersion.HTTP_1_1, List.of());
    }
}
