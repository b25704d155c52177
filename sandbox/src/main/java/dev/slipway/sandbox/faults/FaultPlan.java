package dev.slipway.sandbox.faults;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What shall go wrong.
 *
 * @param seed       of everything that is left to chance: the same seed and the same calls meet the same faults
 * @param throttling whether calls take tokens from AWS's buckets, and are refused when one is empty
 * @param calls      the first that fits a call and strikes is the one that happens
 * @param events     the first that fits an event counts
 */
public record FaultPlan(long seed, boolean throttling, List<CallFault> calls, List<EventFault> events) {
    /** Nothing goes wrong. */
    public static final FaultPlan NONE = new FaultPlan(0, false, List.of(), List.of());

    public FaultPlan {
        calls = List.copyOf(calls);
        events = List.copyOf(events);
    }

    /** As it is written: what is missing does not go wrong. */
    @JsonCreator
    static FaultPlan written(
            @JsonProperty("seed") long seed,
            @JsonProperty("throttling") boolean throttling,
            @JsonProperty("calls") @Nullable List<CallFault> calls,
            @JsonProperty("events") @Nullable List<EventFault> events) {
        return new FaultPlan(seed, throttling, calls == null ? List.of() : calls, events == null ? List.of() : events);
    }
}
