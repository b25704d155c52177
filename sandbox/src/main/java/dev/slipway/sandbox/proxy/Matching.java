package dev.slipway.sandbox.proxy;

import dev.slipway.sandbox.model.elb.DescribeDataPlane.Condition;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Condition.HostHeader;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Condition.HttpHeader;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Condition.HttpRequestMethod;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Condition.PathPattern;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Rule;
import java.util.Locale;

/** Answers whether a request fulfils a rule's conditions. Pure. */
final class Matching {
    private Matching() {}

    static boolean fulfils(Asked asked, Rule rule) {
        return rule.conditions().stream().allMatch(condition -> fulfils(asked, condition));
    }

    private static boolean fulfils(Asked asked, Condition condition) {
        return switch (condition) {
            case PathPattern path -> path.values().stream().anyMatch(pattern -> like(pattern, asked.path()));
            case HostHeader host -> host.values().stream().anyMatch(pattern -> like(lower(pattern), asked.hostName()));
            case HttpHeader header ->
                asked.headers().apply(header.name()).stream()
                        .anyMatch(value ->
                                header.values().stream().anyMatch(pattern -> like(lower(pattern), lower(value))));
            case HttpRequestMethod method -> method.values().contains(asked.method());
        };
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Whether the whole text matches; {@code *} is any characters or none, {@code ?} exactly one. */
    static boolean like(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
