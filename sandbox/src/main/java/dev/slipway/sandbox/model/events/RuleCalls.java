package dev.slipway.sandbox.model.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Handlers;
import dev.slipway.sandbox.model.Identity;
import dev.slipway.sandbox.model.Pages;
import dev.slipway.sandbox.model.events.Events.DeleteRule;
import dev.slipway.sandbox.model.events.Events.DescribeEventBus;
import dev.slipway.sandbox.model.events.Events.DescribeEventBusResponse;
import dev.slipway.sandbox.model.events.Events.DescribeRule;
import dev.slipway.sandbox.model.events.Events.DescribeRuleResponse;
import dev.slipway.sandbox.model.events.Events.DisableRule;
import dev.slipway.sandbox.model.events.Events.EnableRule;
import dev.slipway.sandbox.model.events.Events.ListRules;
import dev.slipway.sandbox.model.events.Events.ListRulesResponse;
import dev.slipway.sandbox.model.events.Events.ListTagsForResource;
import dev.slipway.sandbox.model.events.Events.ListTagsForResourceResponse;
import dev.slipway.sandbox.model.events.Events.Nothing;
import dev.slipway.sandbox.model.events.Events.PutRule;
import dev.slipway.sandbox.model.events.Events.PutRuleResponse;
import dev.slipway.sandbox.model.events.Events.Rule;
import dev.slipway.sandbox.model.events.Events.Tag;
import dev.slipway.sandbox.model.events.Events.TagResource;
import dev.slipway.sandbox.model.events.Events.TestEventPattern;
import dev.slipway.sandbox.model.events.Events.TestEventPatternResponse;
import dev.slipway.sandbox.model.events.Events.UntagResource;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls about rules. */
final class RuleCalls {
    /** AWS's quota, until an account asks for more: docs/aws.md, Events. */
    private static final int PATTERN_CHARACTERS = 2048;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, StoredRule> rules;
    private final Identity identity;

    RuleCalls(Map<String, StoredRule> rules, Identity identity) {
        this.rules = rules;
        this.identity = identity;
    }

    void register(Handlers handlers) {
        handlers.on(PutRule.class, this::put);
        handlers.on(DescribeRule.class, (call, now) -> describe(call));
        handlers.on(ListRules.class, (call, now) -> list(call));
        handlers.on(DeleteRule.class, (call, now) -> delete(call));
        handlers.on(EnableRule.class, (call, now) -> enable(call.name(), call.eventBusName(), true));
        handlers.on(DisableRule.class, (call, now) -> enable(call.name(), call.eventBusName(), false));
        handlers.on(TagResource.class, (call, now) -> tag(call));
        handlers.on(UntagResource.class, (call, now) -> untag(call));
        handlers.on(ListTagsForResource.class, (call, now) -> tags(call));
        handlers.on(DescribeEventBus.class, (call, now) -> bus(call));
        handlers.on(TestEventPattern.class, (call, now) -> test(call));
    }

    /** Refuses every bus but the default one. */
    static void checkBus(@Nullable String nameOrArn) {
        if (nameOrArn != null && !nameOrArn.equals("default") && !nameOrArn.endsWith(":event-bus/default")) {
            throw AwsRefusal.notModelled("The sandbox models the event bus 'default' only, not '" + nameOrArn + "'.");
        }
    }

    static StoredRule find(Map<String, StoredRule> rules, String name, @Nullable String bus) {
        checkBus(bus);
        StoredRule rule = rules.get(name);
        if (rule == null) {
            throw AwsRefusal.client(
                    "ResourceNotFoundException", "Rule " + name + " does not exist on EventBus default.");
        }
        return rule;
    }

    private PutRuleResponse put(PutRule put, Instant now) {
        checkBus(put.eventBusName());
        if (!put.name().matches("[.\\-_A-Za-z0-9]{1,64}")) {
            throw AwsRefusal.client(
                    "ValidationException",
                    "1 validation error detected: Value '" + put.name() + "' at 'name' failed to satisfy constraint:"
                            + " Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+");
        }
        if (put.scheduleExpression() != null) {
            throw AwsRefusal.notModelled("The sandbox models rules with an EventPattern, not those with a"
                    + " ScheduleExpression ('" + put.scheduleExpression() + "').");
        }
        if ("ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS".equals(put.state())) {
            throw AwsRefusal.notModelled("The sandbox has no CloudTrail, so a rule's State may be ENABLED or DISABLED,"
                    + " not '" + put.state() + "'.");
        }
        String text = put.eventPattern();
        if (text == null) {
            throw AwsRefusal.client(
                    "ValidationException", "Parameter(s) EventPattern or ScheduleExpression must be specified.");
        }
        if (text.length() > PATTERN_CHARACTERS) {
            throw AwsRefusal.client(
                    "LimitExceededException",
                    "The event pattern of " + text.length() + " characters exceeds the quota of " + PATTERN_CHARACTERS
                            + " characters per pattern.");
        }
        EventPattern pattern = EventPattern.parse(text);
        StoredRule rule =
                rules.computeIfAbsent(put.name(), name -> new StoredRule(name, identity.arn("events", "rule/" + name)));
        rule.set(put, pattern);
        return new PutRuleResponse(rule.arn);
    }

    private DescribeRuleResponse describe(DescribeRule call) {
        StoredRule rule = find(rules, call.name(), call.eventBusName());
        return new DescribeRuleResponse(
                rule.name,
                rule.arn,
                rule.patternText(),
                rule.state(),
                rule.description,
                rule.roleArn,
                "default",
                identity.account());
    }

    private ListRulesResponse list(ListRules call) {
        checkBus(call.eventBusName());
        String prefix = call.namePrefix() == null ? "" : call.namePrefix();
        var all = rules.values().stream()
                .filter(rule -> rule.name.startsWith(prefix))
                .map(rule -> new Rule(
                        rule.name,
                        rule.arn,
                        rule.patternText(),
                        rule.state(),
                        rule.description,
                        rule.roleArn,
                        "default"))
                .toList();
        var page = Pages.of(all, call.nextToken(), call.limit() == null ? 100 : call.limit(), RuleCalls::invalidToken);
        return new ListRulesResponse(page.items(), page.next());
    }

    static AwsRefusal invalidToken() {
        return AwsRefusal.client("ValidationException", "Invalid NextToken.");
    }

    private Nothing delete(DeleteRule call) {
        checkBus(call.eventBusName());
        StoredRule rule = rules.get(call.name());
        if (rule != null && !rule.targets.isEmpty()) {
            throw AwsRefusal.client("ValidationException", "Rule can't be deleted since it has targets.");
        }
        rules.remove(call.name());
        return new Nothing();
    }

    private Nothing enable(String name, @Nullable String bus, boolean enabled) {
        find(rules, name, bus).enabled = enabled;
        return new Nothing();
    }

    private Nothing tag(TagResource call) {
        var tags = byArn(call.resourceArn()).tags;
        call.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        return new Nothing();
    }

    private Nothing untag(UntagResource call) {
        byArn(call.resourceArn()).tags.keySet().removeAll(call.tagKeys());
        return new Nothing();
    }

    private ListTagsForResourceResponse tags(ListTagsForResource call) {
        return new ListTagsForResourceResponse(byArn(call.resourceArn()).tags.entrySet().stream()
                .map(tag -> new Tag(tag.getKey(), tag.getValue()))
                .toList());
    }

    private StoredRule byArn(String arn) {
        return find(rules, arn.substring(arn.lastIndexOf('/') + 1), null);
    }

    private DescribeEventBusResponse bus(DescribeEventBus call) {
        checkBus(call.name());
        return new DescribeEventBusResponse("default", identity.arn("events", "event-bus/default"));
    }

    private static TestEventPatternResponse test(TestEventPattern call) {
        try {
            return new TestEventPatternResponse(
                    EventPattern.parse(call.eventPattern()).matches(JSON.readTree(call.event())));
        } catch (JsonProcessingException e) {
            throw AwsRefusal.client("ValidationException", "Parameter Event is not valid.");
        }
    }
}
