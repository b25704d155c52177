package dev.slipway.sandbox.model.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.sandbox.model.AwsRefusal;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Machine;

/** A rule's pattern, matched by AWS's own matcher. */
final class EventPattern {
    private final String text;
    private final Machine machine = Machine.builder().build();

    private EventPattern(String text) {
        this.text = text;
    }

    /**
     * A checked pattern.
     *
     * @throws AwsRefusal {@code InvalidEventPatternException} with line and column if EventBridge would not take it
     */
    static EventPattern parse(String text) {
        @Nullable String fault = JsonRuleCompiler.check(text);
        if (fault != null) {
            throw invalid(fault);
        }
        var pattern = new EventPattern(text);
        try {
            pattern.machine.addRule("it", text);
        } catch (IOException | RuntimeException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
        return pattern;
    }

    boolean matches(JsonNode event) {
        return !machine.rulesForJSONEvent(event).isEmpty();
    }

    String text() {
        return text;
    }

    private static AwsRefusal invalid(String reason) {
        return AwsRefusal.client("InvalidEventPatternException", "Event pattern is not valid. Reason: " + reason);
    }
}
