package dev.slipway.smoke.run;

import dev.slipway.smoke.judge.Header;
import dev.slipway.smoke.suite.HttpVersion;
import dev.slipway.smoke.suite.Method;
import java.util.ArrayList;
import java.util.List;

/** The command that sends the same request by hand. */
final class Curl {
    private static final List<String> HIDDEN = List.of("authorization", "proxy-authorization", "cookie");
    private static final List<String> OURS = List.of("user-agent", "x-smoke-run");

    private Curl() {}

    /** Whether nobody may see the header's value, whatever it is. */
    static boolean isHidden(Header header) {
        return HIDDEN.stream().anyMatch(header::isNamed);
    }

    static String of(Call call, Target target) {
        List<String> words = new ArrayList<>(List.of("curl"));
        if (call.method() == Method.HEAD) {
            words.add("--head");
        } else if (call.method() != Method.GET) {
            words.add("-X " + call.method());
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
        boolean isInParts = call.curlBody().contains("-F");
        call.headers().stream()
                .filter(header -> !isInParts || !header.isNamed("Content-Type"))
                .filter(header -> OURS.stream().noneMatch(header::isNamed))
                .map(header -> header.name() + ": " + (isHidden(header) ? "***" : header.value()))
                .forEach(line -> words.add("-H " + quoted(line)));
        call.curlBody().forEach(word -> words.add(quoted(word)));
        words.add(quoted(call.url().toString()));
        return String.join(" ", words);
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=,@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
