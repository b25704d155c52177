package dev.slipway.smoke.run;

import dev.slipway.smoke.judge.Body;
import dev.slipway.smoke.judge.Header;
import dev.slipway.smoke.suite.Method;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A request with everything filled in.
 *
 * @param url of the target's host
 * @param isIdempotent whether it may be sent again on a new connection if a kept one turns out dead
 */
public record Call(Method method, URI url, List<Header> headers, Optional<Body> body, boolean isIdempotent) {
    public Call {
        headers = List.copyOf(headers);
    }
}
