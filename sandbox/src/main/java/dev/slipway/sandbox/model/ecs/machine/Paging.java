package dev.slipway.sandbox.model.ecs.machine;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Pages;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages of ECS's lists. */
final class Paging {
    private static final int MOST = 100;

    private Paging() {}

    /**
     * The page a token asks for.
     *
     * @param size absent means {@code usual}
     * @throws AwsRefusal if the size is not 1 to 100 or the token was never given
     */
    static <T> Pages<T> page(List<T> all, @Nullable Integer size, @Nullable String token, int usual) {
        int count = size == null ? usual : size;
        if (count < 1 || count > MOST) {
            throw AwsRefusal.client(
                    "InvalidParameterException", "maxResults must be from 1 to " + MOST + ", not '" + count + "'.");
        }
        return Pages.of(
                all,
                token,
                count,
                () -> AwsRefusal.client("InvalidParameterException", "Invalid token '" + token + "'."));
    }
}
