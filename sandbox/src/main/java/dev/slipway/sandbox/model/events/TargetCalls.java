package dev.slipway.sandbox.model.events;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Handlers;
import dev.slipway.sandbox.model.Pages;
import dev.slipway.sandbox.model.events.Events.ListTargetsByRule;
import dev.slipway.sandbox.model.events.Events.ListTargetsByRuleResponse;
import dev.slipway.sandbox.model.events.Events.PutTargets;
import dev.slipway.sandbox.model.events.Events.PutTargetsResponse;
import dev.slipway.sandbox.model.events.Events.RemoveTargets;
import dev.slipway.sandbox.model.events.Events.RemoveTargetsResponse;
import dev.slipway.sandbox.model.events.Events.Target;
import dev.slipway.sandbox.model.events.Events.TargetsResultEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The calls about the targets of rules. Only SQS queues are modelled. */
final class TargetCalls {
    /** AWS's quota: docs/aws.md, Events. */
    private static final int TARGETS_PER_RULE = 5;

    private final Map<String, StoredRule> rules;

    TargetCalls(Map<String, StoredRule> rules) {
        this.rules = rules;
    }

    void register(Handlers handlers) {
        handlers.on(PutTargets.class, this::put);
        handlers.on(RemoveTargets.class, (call, now) -> remove(call));
        handlers.on(ListTargetsByRule.class, (call, now) -> list(call));
    }

    private PutTargetsResponse put(PutTargets put, Instant now) {
        StoredRule rule = RuleCalls.find(rules, put.rule(), put.eventBusName());
        put.targets().forEach(TargetCalls::check);
        long added = put.targets().stream()
                .filter(target -> !rule.targets.containsKey(target.id()))
                .count();
        if (rule.targets.size() + added > TARGETS_PER_RULE) {
            throw AwsRefusal.client(
                    "LimitExceededException",
                    "The requested resource exceeds the maximum number allowed: 5 targets per rule.");
        }
        put.targets().forEach(target -> rule.targets.put(target.id(), target));
        return new PutTargetsResponse(0, List.of());
    }

    private static void check(Target target) {
        if (!target.arn().matches("arn:aws:sqs:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_-]{1,80}(\\.fifo)?")) {
            throw AwsRefusal.notModelled("The sandbox models SQS queues as targets ('arn:aws:sqs:…'), not '"
                    + target.arn() + "' of target '" + target.id() + "'.");
        }
        if (target.arn().endsWith(".fifo")
                && (target.sqsParameters() == null || target.sqsParameters().messageGroupId() == null)) {
            throw AwsRefusal.client(
                    "ValidationException",
                    "Parameter(s) SqsParameters must be specified for target: " + target.id() + ".");
        }
        TargetInput.check(target);
    }

    private RemoveTargetsResponse remove(RemoveTargets remove) {
        StoredRule rule = RuleCalls.find(rules, remove.rule(), remove.eventBusName());
        var failed = new ArrayList<TargetsResultEntry>();
        for (String id : remove.ids()) {
            if (rule.targets.remove(id) == null) {
                failed.add(new TargetsResultEntry(
                        id, "ResourceNotFoundException", "Rule " + rule.name + " does not have a target " + id + "."));
            }
        }
        return new RemoveTargetsResponse(failed.size(), failed);
    }

    private ListTargetsByRuleResponse list(ListTargetsByRule list) {
        StoredRule rule = RuleCalls.find(rules, list.rule(), list.eventBusName());
        var page = Pages.of(
                List.copyOf(rule.targets.values()),
                list.nextToken(),
                list.limit() == null ? 100 : list.limit(),
                RuleCalls::invalidToken);
        return new ListTargetsByRuleResponse(page.items(), page.next());
    }
}
