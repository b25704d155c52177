package dev.slipway.sandbox.proxy;

import java.time.InstantSource;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes values of {@code X-Amzn-Trace-Id}, as an Application Load Balancer does. */
final class TraceIds {
    private static final int UNIQUE_BYTES = 12;

    private final InstantSource clock;
    private final RandomGenerator random;

    TraceIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** What the target is sent if the client sent {@code received}; null stands for no such header. */
    String passedOn(@Nullable String received) {
        if (received == null || received.isBlank()) {
            return "Root=" + id();
        }
        return (received.contains("Root=") ? "Self=" : "Root=") + id() + ";" + received;
    }

    private String id() {
        byte[] unique = new byte[UNIQUE_BYTES];
        synchronized (random) {
            random.nextBytes(unique);
        }
        int seconds = (int) clock.instant().getEpochSecond();
        return "1-" + HexFormat.of().toHexDigits(seconds) + "-" + HexFormat.of().formatHex(unique);
    }
}
