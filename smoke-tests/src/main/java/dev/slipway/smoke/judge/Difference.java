package dev.slipway.smoke.judge;

import java.util.Optional;

/**
 * One place where two JSON documents differ.
 *
 * @param path from the documents' root: {@code items[2].sku}; {@code @} is the root itself
 * @param expected with its type; empty if nothing was expected there
 * @param actual with its type; empty if nothing is there
 */
public record Difference(String path, Optional<String> expected, Optional<String> actual) {
    /** As a line: {@code items[2].sku: expected string "C3", actual string "Z9"}. */
    public String text() {
        if (expected.isEmpty()) {
            return path + ": unexpected, " + actual.orElse("");
        }
        return path + ": "
                + actual.map(value -> "expected " + expected.get() + ", actual " + value)
                        .orElse("missing, expected " + expected.get());
    }
}
