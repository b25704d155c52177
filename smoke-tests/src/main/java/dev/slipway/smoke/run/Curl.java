package dev.slipway.smoke.run;

import dev.slipway.smoke.judge.Header;
import dev.slipway.smoke.suite.HttpVersion;
import dev.slipway.smoke.suite.Method;
import java.util.ArrayList;
import java.util.List;

/** The command that sends the same request by hand. */
final class Curl {
    private static final List<String> HIDDEN = List.of("authorization", "proxy-authorization", "cookie");
    private static final String PLAIN = "_./:=,@%+-";
    private static final List<String> OURS = List.of("user-agent", "x-smoke-run");

    private Curl() {}

    /** Whether nobody may see the header's value, whatever it is. */
    static boolean isHidden(Header header) {
        return isOneOf(HIDDEN, header);
    }

    static String of(Call call, Target target, int redirects) {
        List<String> words = new ArrayList<>(List.of("curl"));
        if (call.method() == Method.HEAD) {
            words.add("--head");
        } else if (call.method() != Method.GET && !isImplied(call, redirects)) {
            words.add("-X " + call.method());
        }
        if (redirects > 0) {
            words.add("--location --max-redirs " + redirects);
        }
        target.connectTo()
                .ifPresent(other -> words.add(
                        "--connect-to " + quoted(target.url().getHost() + ":" + target.port() + ":" + other)));
        if (call.version() == HttpVersion.HTTP_2) {
            words.add(call.url().getScheme().equals("https") ? "--http2" : "--http2-prior-knowledge");
        }
        switch (target.family()) {
            case ANY -> {}
            case IPV4 -> words.add("-4");
            case IPV6 -> words.add("-6");
        }
        if (call.url().getScheme().equals("https")) {
            target.trust().curl().forEach(word -> words.add(quoted(word)));
        }
        boolean isInParts = call.curlBody().contains("-F");
        for (Header header : call.headers()) {
            boolean isShown = !isOneOf(OURS, header) && (!isInParts || !header.isNamed("Content-Type"));
            if (isShown) {
                words.add("-H " + quoted(header.name() + ": " + (isHidden(header) ? "***" : header.value())));
            }
        }
        call.curlBody().forEach(word -> words.add(quoted(word)));
        words.add(quoted(call.url().toString()));
        return String.join(" ", words);
    }

    /** With a body curl posts by itself; told to by name, it would go on posting where a redirect turns that into a GET. */
    private static boolean isImplied(Call call, int redirects) {
        return redirects > 0 && call.method() == Method.POST && !call.curlBody().isEmpty();
    }

    private static String quoted(String word) {
        return isPlain(word) ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static boolean isPlain(String word) {
        for (int at = 0; at < word.length(); at++) {
            char each = word.charAt(at);
            if (each > '~' || (!Character.isLetterOrDigit(each) && PLAIN.indexOf(each) < 0)) {
                return false;
            }
        }
        return !word.isEmpty();
    }

    private static boolean isOneOf(List<String> names, Header header) {
        for (String name : names) {
            if (header.isNamed(name)) {
                return true;
            }
        }
        return false;
    }
}
