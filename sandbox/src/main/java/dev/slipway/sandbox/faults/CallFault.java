package dev.slipway.sandbox.faults;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Calls that fail or are slow.
 *
 * @param service     as signatures name it, such as {@code ecs}; {@code *}, the default, is any
 * @param action      such as {@code UpdateService}; {@code *}, the default, is any
 * @param probability of striking, 0 to 1; 1 if not said
 * @param times       how often it strikes at most; without end if not said
 * @param when        {@code before}: nothing happens; {@code after}: the call takes effect, and only its answer is lost
 * @param status      of the answer; 200 leaves it as it is, for calls that are only slow; 500 if not said
 * @param code        AWS's error code; {@code InternalFailure} if not said
 * @param delay       before the answer; none if not said
 */
public record CallFault(
        String service,
        String action,
        double probability,
        int times,
        When when,
        int status,
        String code,
        Duration delay) {

    /** Relative to the call's effect. */
    public enum When {
        @JsonProperty("before")
        BEFORE,
        @JsonProperty("after")
        AFTER
    }

    public CallFault {
        Checks.probability("probability", probability);
        Checks.notNegative("delay", delay);
        Checks.that(times > 0, "times: '" + times + "' is not 1 or more");
        Checks.that(
                status == 200 || (status >= 400 && status <= 599),
                "status: '" + status + "' is neither 200 nor one of 400 to 599");
    }

    /** As it is written; what is missing is as the record says. */
    @JsonCreator
    static CallFault written(
            @JsonProperty("service") @Nullable String service,
            @JsonProperty("action") @Nullable String action,
            @JsonProperty("probability") @Nullable Double probability,
            @JsonProperty("times") @Nullable Integer times,
            @JsonProperty("when") @Nullable When when,
            @JsonProperty("status") @Nullable Integer status,
            @JsonProperty("code") @Nullable String code,
            @JsonProperty("delay") @Nullable Duration delay) {
        return new CallFault(
                service == null ? "*" : service,
                action == null ? "*" : action,
                probability == null ? 1.0 : probability,
                times == null ? Integer.MAX_VALUE : times,
                when == null ? When.BEFORE : when,
                status == null ? 500 : status,
                code == null ? "InternalFailure" : code,
                delay == null ? Duration.ZERO : delay);
    }

    boolean fits(String calledService, String calledAction) {
        return (service.equals("*") || service.equals(calledService))
                && (action.equals("*") || action.equals(calledAction));
    }
}
