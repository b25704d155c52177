package dev.slipway.smoke.judge;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A whole HTTP answer.
 *
 * @param sentAt when the request started, on our clock
 * @param receivedAt when the last byte came, on our clock
 * @param duration between the two, by a clock that is never set
 * @param protocol {@code HTTP/1.1}, {@code HTTP/2}
 * @param tls what was agreed on; empty without TLS
 */
public record Answer(
        int status,
        List<Header> headers,
        Body body,
        Instant sentAt,
        Instant receivedAt,
        Duration duration,
        String protocol,
        Optional<Tls> tls) {
    /**
     * A TLS connection.
     *
     * @param version {@code TLSv1.3}
     * @param expiresAt the earliest end of the certificates the server showed
     */
    public record Tls(String version, Instant expiresAt) {}

    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset=\"?([^\";\\s]+)");

    public Answer {
        headers = List.copyOf(headers);
    }

    /** This, having taken so long in all. */
    public Answer lasting(Duration other) {
        return new Answer(status, headers, body, sentAt, receivedAt, other, protocol, tls);
    }

    /** All values of the header, in order. */
    public List<String> values(String name) {
        List<String> values = new ArrayList<>(1);
        for (Header header : headers) {
            if (header.isNamed(name)) {
                values.add(header.value());
            }
        }
        return values;
    }

    /** The first value of the header. */
    public Optional<String> value(String name) {
        for (Header header : headers) {
            if (header.isNamed(name)) {
                return Optional.of(header.value());
            }
        }
        return Optional.empty();
    }

    /** The body as text, in the charset the answer names, else UTF-8. */
    public String text() {
        return body.text(charset());
    }

    /** The body as text, if all of it is text in that charset. */
    public Optional<String> wholeText() {
        return body.wholeText(charset());
    }

    /** The charset the answer names, else UTF-8. */
    Charset charset() {
        String type = value("Content-Type").orElse("");
        if (type.indexOf(';') < 0) {
            return StandardCharsets.UTF_8;
        }
        Matcher named = CHARSET.matcher(type);
        try {
            return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
