package dev.slipway.sandbox.model.elb.machine;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Pages;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages as Elastic Load Balancing cuts them: 400 things on each at most, and unless said. */
final class Markers {
    private static final int MOST = 400;

    private Markers() {}

    /**
     * The page at the marker.
     *
     * @throws AwsRefusal if the size is out of range, or the marker was never given
     */
    static <T> Pages<T> page(List<T> all, @Nullable String marker, @Nullable Integer size) {
        if (size != null && (size < 1 || size > MOST)) {
            throw AwsRefusal.client("ValidationError", "Page size '" + size + "' must be from 1 to " + MOST);
        }
        return Pages.of(
                all,
                marker,
                size == null ? MOST : size,
                () -> AwsRefusal.client("ValidationError", "Invalid marker '" + marker + "'"));
    }
}
