package dev.slipway.sandbox.proxy;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes values of {@code X-Amzn-Trace-Id}, as an Application Load Balancer does: "If the header is present and has a Root
 * field, the load balancer inserts a Self field [...] If [it] has a Self field, the load balancer updates the value of the
 * Self field"; all other fields are kept (its user guide, "Request tracing").
 */
final class TraceIds {
    private static final int UNIQUE_BYTES = 12;
    private static final String SELF = "Self=";

    private final InstantSource clock;
    private final RandomGenerator random;

    TraceIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** What the target is sent if the client sent {@code received}; null stands for no such header. */
    String passedOn(@Nullable String received) {
        List<String> fields = received == null
                ? List.of()
                : Arrays.stream(received.split(";", -1))
                        .map(String::strip)
                        .filter(field -> !field.isEmpty())
                        .toList();
        boolean isTraced = fields.stream().anyMatch(field -> field.startsWith("Root=") || field.startsWith(SELF));
        return Stream.concat(
                        Stream.of((isTraced ? SELF : "Root=") + id()),
                        fields.stream().filter(field -> !field.startsWith(SELF)))
                .collect(Collectors.joining(";"));
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
