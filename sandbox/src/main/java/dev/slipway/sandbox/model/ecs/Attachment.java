package dev.slipway.sandbox.model.ecs;

import java.util.List;

/** What is attached to a task: its elastic network interface. */
public record Attachment(String id, String type, String status, List<KeyValuePair> details) {
    public Attachment {
        details = details == null ? List.of() : List.copyOf(details);
    }
}
