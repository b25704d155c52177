package dev.slipway.sandbox.model;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Which part answers which call. */
public final class Handlers {
    private final Map<Class<?>, BiFunction<Object, Instant, @Nullable Object>> byCall = new HashMap<>();

    /**
     * Says that {@code handler} answers calls of exactly {@code type}.
     *
     * @throws IllegalStateException if another one does already
     */
    public <R, C extends Call<R>> void on(Class<C> type, BiFunction<C, Instant, R> handler) {
        BiFunction<Object, Instant, @Nullable Object> untyped = (call, now) -> handler.apply(type.cast(call), now);
        if (byCall.putIfAbsent(type, untyped) != null) {
            throw new IllegalStateException("two parts answer " + type.getName());
        }
    }

    /**
     * What answers calls of this class.
     *
     * @throws IllegalStateException if no part does
     */
    BiFunction<Object, Instant, @Nullable Object> of(Class<?> type) {
        var handler = byCall.get(type);
        if (handler == null) {
            throw new IllegalStateException("no part answers " + type.getName());
        }
        return handler;
    }
}
