package dev.slipway.sandbox.model.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.model.Emitted.Deliver;
import dev.slipway.sandbox.model.EventSink;
import dev.slipway.sandbox.model.Handlers;
import dev.slipway.sandbox.model.Identity;
import dev.slipway.sandbox.model.Outbox;
import dev.slipway.sandbox.model.Part;
import dev.slipway.sandbox.model.events.Events.Target;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The default event bus. An event goes, the moment it is put, to every target of every enabled rule that matches it: by
 * the rules' names, then in the order in which the targets were put.
 */
public final class EventBus implements Part, EventSink {
    private final TreeMap<String, StoredRule> rules = new TreeMap<>();
    private final Identity identity;
    private final RandomGenerator random;
    private final Outbox outbox;

    public EventBus(Identity identity, RandomGenerator random, Outbox outbox) {
        this.identity = identity;
        this.random = random;
        this.outbox = outbox;
    }

    @Override
    public void register(Handlers handlers) {
        new RuleCalls(rules, identity).register(handlers);
        new TargetCalls(rules).register(handlers);
        new PutEventsCall(this).register(handlers);
    }

    @Override
    public void advanceTo(Instant now) {}

    @Override
    public Optional<Instant> nextDue() {
        return Optional.empty();
    }

    @Override
    public void put(String source, String detailType, List<String> resources, ObjectNode detail, Instant now) {
        putEvent(source, detailType, resources, detail, now);
    }

    /** Puts an event on the bus and tells its id. */
    String putEvent(String source, String detailType, List<String> resources, ObjectNode detail, Instant time) {
        String id =
                new UUID((random.nextLong() & ~0xf000L) | 0x4000L, (random.nextLong() >>> 2) | (1L << 63)).toString();
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("version", "0").put("id", id).put("detail-type", detailType).put("source", source);
        event.put("account", identity.account());
        event.put("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
        event.put("region", identity.region());
        resources.forEach(event.putArray("resources")::add);
        event.set("detail", detail);
        rules.values().forEach(rule -> send(rule, event));
        return id;
    }

    private void send(StoredRule rule, ObjectNode event) {
        if (rule.enabled && rule.pattern != null && rule.pattern.matches(event)) {
            for (Target target : rule.targets.values()) {
                outbox.add(new Deliver(
                        target.arn(),
                        TargetInput.of(target, event).deepCopy(),
                        groupOf(target, event),
                        rule.arn,
                        deadLetters(target)));
            }
        }
    }

    private static String deadLetters(Target target) {
        var config = target.deadLetterConfig();
        return config == null || config.arn() == null ? "" : config.arn();
    }

    /** The target's message group: a constant, or what one path finds in the event. */
    private static String groupOf(Target target, ObjectNode event) {
        String group =
                target.sqsParameters() == null ? null : target.sqsParameters().messageGroupId();
        if (group == null) {
            return "";
        }
        return group.startsWith("$.") ? TargetInput.at(event, group).asText() : group;
    }
}
