package dev.slipway.sandbox.model.events;

import dev.slipway.sandbox.model.events.Events.PutRule;
import dev.slipway.sandbox.model.events.Events.Target;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rule with its targets, in the order in which they were first put. */
final class StoredRule {
    final String name;
    final String arn;
    final Map<String, Target> targets = new LinkedHashMap<>();
    final Map<String, String> tags = new LinkedHashMap<>();

    @Nullable
    EventPattern pattern;

    @Nullable
    String description;

    @Nullable
    String roleArn;

    boolean enabled;

    StoredRule(String name, String arn) {
        this.name = name;
        this.arn = arn;
    }

    void set(PutRule put, @Nullable EventPattern checked) {
        pattern = checked;
        description = put.description();
        roleArn = put.roleArn();
        enabled = !"DISABLED".equals(put.state());
        put.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
    }

    String state() {
        return enabled ? "ENABLED" : "DISABLED";
    }

    @Nullable
    String patternText() {
        return pattern == null ? null : pattern.text();
    }
}
