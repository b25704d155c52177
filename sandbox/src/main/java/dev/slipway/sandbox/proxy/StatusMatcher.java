package dev.slipway.sandbox.proxy;

import java.util.Arrays;

/** A target group's matcher: status codes and ranges of them, such as {@code 200,202} or {@code 200-299}. */
record StatusMatcher(String codes) {

    boolean matches(int status) {
        return Arrays.stream(codes.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .anyMatch(part -> matches(part, status));
    }

    private static boolean matches(String part, int status) {
        String[] ends = part.split("-", 2);
        return Integer.parseInt(ends[0].strip()) <= status && status <= Integer.parseInt(ends[ends.length - 1].strip());
    }
}
