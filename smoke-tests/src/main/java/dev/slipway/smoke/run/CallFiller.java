package dev.slipway.smoke.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.smoke.judge.Header;
import dev.slipway.smoke.suite.Auth;
import dev.slipway.smoke.suite.NamedTemplate;
import dev.slipway.smoke.suite.Step;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes a request of a step, a target and the values at hand. */
final class CallFiller {
    private static final String ILLEGAL = " \"<>\\^`{|}";
    private final Target target;
    private final String runId;
    private final String engine;

    CallFiller(Target target, String runId, String engine) {
        this.target = target;
        this.runId = runId;
        this.engine = engine;
    }

    /** A request, or why there can be none. */
    sealed interface Filled {
        /** Ready to be sent. */
        record Ready(Call call) implements Filled {}

        /** A value does not fit where it is used. */
        record Unfit(String why) implements Filled {}
    }

    Filled fill(Step step, Function<String, JsonNode> values) {
        String path = path(step.path().filled(values));
        if (!path.startsWith("/") || path.startsWith("//")) {
            return new Filled.Unfit("'" + path + "' is not a path of " + target.url());
        }
        Payload payload = Payload.of(step.body(), values);
        List<Header> headers = headers(step, payload, values);
        for (Header header : headers) {
            if (isBroken(header.value())) {
                return new Filled.Unfit("the header '" + header.name() + "' would hold a line break");
            }
        }
        String query = query(step.query(), values);
        String separator = query.isEmpty() ? "" : path.contains("?") ? "&" : "?";
        URI url = URI.create(target.url() + escaped(whole(step, path)) + separator + query);
        boolean isIdempotent = step.method().isIdempotent() || step.declaredSafe();
        return new Filled.Ready(
                new Call(step.method(), url, headers, payload.body(), isIdempotent, step.version(), payload.curl()));
    }

    /** A fragment of a place that an answer named is not sent; in a path that a suite writes, {@code #} is part of a value. */
    private static String whole(Step step, String path) {
        return step.path().text().startsWith("/") ? path.replace("#", "%23") : path;
    }

    private static boolean isBroken(String value) {
        for (int at = 0; at < value.length(); at++) {
            if (value.charAt(at) < ' ' && value.charAt(at) != '\t') {
                return true;
            }
        }
        return false;
    }

    /** A captured Location may be absolute; if it is the target's own, its path is meant. */
    private String path(String written) {
        String own = target.url().toString();
        return written.startsWith(own + "/") ? written.substring(own.length()) : written;
    }

    private List<Header> headers(Step step, Payload payload, Function<String, JsonNode> values) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("User-Agent", engine));
        headers.add(new Header("X-Smoke-Run", runId));
        payload.contentType().ifPresent(type -> headers.add(new Header("Content-Type", type)));
        step.auth().ifPresent(auth -> headers.add(new Header("Authorization", authorization(auth, values))));
        for (NamedTemplate header : step.headers()) {
            headers.removeIf(other -> other.isNamed(header.name()));
            headers.add(new Header(header.name(), header.value().filled(values)));
        }
        return headers;
    }

    private static String authorization(Auth auth, Function<String, JsonNode> values) {
        return switch (auth) {
            case Auth.Bearer bearer -> "Bearer " + bearer.token().filled(values);
            case Auth.Basic basic ->
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString((basic.user().filled(values) + ":"
                                                + basic.password().filled(values))
                                        .getBytes(StandardCharsets.UTF_8));
        };
    }

    private static String query(List<NamedTemplate> query, Function<String, JsonNode> values) {
        return query.stream()
                .map(one -> encoded(one.name()).replace("+", "%20") + "="
                        + encoded(one.value().filled(values)).replace("+", "%20"))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Percent-encodes what no URL may hold; what has a meaning in URLs is kept. A fragment is never sent. */
    static String escaped(String path) {
        if (isPlain(path)) {
            return path;
        }
        int fragment = path.indexOf('#');
        String sent = fragment < 0 ? path : path.substring(0, fragment);
        StringBuilder escaped = new StringBuilder();
        for (int at = 0; at < sent.length(); ) {
            int each = sent.codePointAt(at);
            boolean isLonePercent = each == '%' && !sent.substring(at).matches("(?s)%[0-9A-Fa-f]{2}.*");
            boolean isBracket = each == '[' || each == ']';
            boolean isIllegal = each <= ' ' || each > '~' || ILLEGAL.indexOf(each) >= 0;
            escaped.append(isLonePercent || isBracket || isIllegal ? percent(each) : Character.toString(each));
            at += Character.charCount(each);
        }
        return escaped.toString();
    }

    private static boolean isPlain(String path) {
        for (int at = 0; at < path.length(); at++) {
            char each = path.charAt(at);
            boolean isPlain = (each >= 'a' && each <= 'z')
                    || (each >= '0' && each <= '9')
                    || (each >= 'A' && each <= 'Z')
                    || each == '/'
                    || each == '-';
            if (!isPlain) {
                return false;
            }
        }
        return true;
    }

    private static String percent(int codePoint) {
        StringBuilder text = new StringBuilder();
        for (byte one : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
            text.append("%%%02X".formatted(one & 0xff));
        }
        return text.toString();
    }
}
