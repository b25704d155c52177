package dev.slipway.smoke.suite;

import java.util.List;

/**
 * The answer of the target's baseline that this one has to equal: status, content type, and JSON by value.
 *
 * @param ignore places that may differ
 * @param isRequired whether a difference fails the step; else it is only reported
 */
public record SameAs(List<PathPattern> ignore, boolean isRequired, SourceSpan at) {
    public SameAs {
        ignore = List.copyOf(ignore);
    }
}
