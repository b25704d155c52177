package dev.slipway.sandbox.faults;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Events on their way from a rule to its queue.
 *
 * @param source     such as {@code aws.ecr}; {@code *}, the default, is any
 * @param detailType such as {@code ECR Image Action}; {@code *}, the default, is any
 * @param lose       probability that it never comes, 0 to 1; 0 if not said
 * @param duplicate  probability that it comes twice, 0 to 1; 0 if not said
 * @param delay      how late it may come: any time up to this, so that events overtake one another; none if not said
 */
public record EventFault(String source, String detailType, double lose, double duplicate, Duration delay) {

    public EventFault {
        Checks.probability("lose", lose);
        Checks.probability("duplicate", duplicate);
        Checks.notNegative("delay", delay);
    }

    /** As it is written; what is missing is as the record says. */
    @JsonCreator
    static EventFault written(
            @JsonProperty("source") @Nullable String source,
            @JsonProperty("detailType") @Nullable String detailType,
            @JsonProperty("lose") double lose,
            @JsonProperty("duplicate") double duplicate,
            @JsonProperty("delay") @Nullable Duration delay) {
        return new EventFault(
                source == null ? "*" : source,
                detailType == null ? "*" : detailType,
                lose,
                duplicate,
                delay == null ? Duration.ZERO : delay);
    }

    boolean fits(JsonNode event) {
        return (source.equals("*") || source.equals(event.path("source").asText()))
                && (detailType.equals("*")
                        || detailType.equals(event.path("detail-type").asText()));
    }
}
