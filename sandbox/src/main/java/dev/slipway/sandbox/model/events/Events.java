package dev.slipway.sandbox.model.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.slipway.sandbox.model.Call;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls of EventBridge, each named as its AWS action, and their answers; members as AWS names them. */
public interface Events {

    record PutEvents(List<PutEventsRequestEntry> entries) implements Call<PutEventsResponse> {
        public PutEvents {
            entries = List.copyOf(entries);
        }
    }

    record PutEventsRequestEntry(
            @Nullable Instant time,
            @Nullable String source,
            List<String> resources,
            @Nullable String detailType,
            @Nullable String detail,
            @Nullable String eventBusName) {
        public PutEventsRequestEntry {
            resources = List.copyOf(resources);
        }
    }

    record PutEventsResponse(int failedEntryCount, List<PutEventsResultEntry> entries) {
        public PutEventsResponse {
            entries = List.copyOf(entries);
        }
    }

    record PutEventsResultEntry(
            @Nullable String eventId,
            @Nullable String errorCode,
            @Nullable String errorMessage) {}

    record PutRule(
            String name,
            @Nullable String scheduleExpression,
            @Nullable String eventPattern,
            @Nullable String state,
            @Nullable String description,
            @Nullable String roleArn,
            List<Tag> tags,
            @Nullable String eventBusName)
            implements Call<PutRuleResponse> {
        public PutRule {
            tags = List.copyOf(tags);
        }
    }

    record PutRuleResponse(String ruleArn) {}

    record PutTargets(String rule, @Nullable String eventBusName, List<Target> targets)
            implements Call<PutTargetsResponse> {
        public PutTargets {
            targets = List.copyOf(targets);
        }
    }

    record PutTargetsResponse(int failedEntryCount, List<TargetsResultEntry> failedEntries) {
        public PutTargetsResponse {
            failedEntries = List.copyOf(failedEntries);
        }
    }

    record TargetsResultEntry(String targetId, String errorCode, String errorMessage) {}

    record Target(
            String id,
            String arn,
            @Nullable String roleArn,
            @Nullable String input,
            @Nullable String inputPath,
            @Nullable InputTransformer inputTransformer,
            @Nullable SqsParameters sqsParameters,
            @Nullable DeadLetterConfig deadLetterConfig,
            @Nullable RetryPolicy retryPolicy) {}

    record InputTransformer(Map<String, String> inputPathsMap, String inputTemplate) {
        public InputTransformer {
            inputPathsMap = Collections.unmodifiableMap(new LinkedHashMap<>(inputPathsMap));
        }
    }

    record SqsParameters(@Nullable String messageGroupId) {}

    record DeadLetterConfig(@Nullable String arn) {}

    record RetryPolicy(
            @Nullable Integer maximumRetryAttempts,
            @Nullable Integer maximumEventAgeInSeconds) {}

    record DescribeRule(String name, @Nullable String eventBusName) implements Call<DescribeRuleResponse> {}

    record DescribeRuleResponse(
            String name,
            String arn,
            @Nullable String eventPattern,
            String state,
            @Nullable String description,
            @Nullable String roleArn,
            String eventBusName,
            String createdBy) {}

    record ListRules(
            @Nullable String namePrefix,
            @Nullable String eventBusName,
            @Nullable String nextToken,
            @Nullable Integer limit)
            implements Call<ListRulesResponse> {}

    record ListRulesResponse(List<Rule> rules, @Nullable String nextToken) {
        public ListRulesResponse {
            rules = List.copyOf(rules);
        }
    }

    record Rule(
            String name,
            String arn,
            @Nullable String eventPattern,
            String state,
            @Nullable String description,
            @Nullable String roleArn,
            String eventBusName) {}

    record ListTargetsByRule(
            String rule,
            @Nullable String eventBusName,
            @Nullable String nextToken,
            @Nullable Integer limit) implements Call<ListTargetsByRuleResponse> {}

    record ListTargetsByRuleResponse(
            List<Target> targets, @Nullable String nextToken) {
        public ListTargetsByRuleResponse {
            targets = List.copyOf(targets);
        }
    }

    record RemoveTargets(String rule, @Nullable String eventBusName, List<String> ids, boolean force)
            implements Call<RemoveTargetsResponse> {
        public RemoveTargets {
            ids = List.copyOf(ids);
        }
    }

    record RemoveTargetsResponse(int failedEntryCount, List<TargetsResultEntry> failedEntries) {
        public RemoveTargetsResponse {
            failedEntries = List.copyOf(failedEntries);
        }
    }

    record DeleteRule(String name, @Nullable String eventBusName, boolean force) implements Call<Nothing> {}

    record EnableRule(String name, @Nullable String eventBusName) implements Call<Nothing> {}

    record DisableRule(String name, @Nullable String eventBusName) implements Call<Nothing> {}

    record TagResource(@JsonProperty("ResourceARN") String resourceArn, List<Tag> tags) implements Call<Nothing> {
        public TagResource {
            tags = List.copyOf(tags);
        }
    }

    record UntagResource(@JsonProperty("ResourceARN") String resourceArn, List<String> tagKeys)
            implements Call<Nothing> {
        public UntagResource {
            tagKeys = List.copyOf(tagKeys);
        }
    }

    record ListTagsForResource(@JsonProperty("ResourceARN") String resourceArn)
            implements Call<ListTagsForResourceResponse> {}

    record ListTagsForResourceResponse(List<Tag> tags) {
        public ListTagsForResourceResponse {
            tags = List.copyOf(tags);
        }
    }

    record DescribeEventBus(@Nullable String name) implements Call<DescribeEventBusResponse> {}

    record DescribeEventBusResponse(String name, String arn) {}

    record TestEventPattern(String eventPattern, String event) implements Call<TestEventPatternResponse> {}

    record TestEventPatternResponse(boolean result) {}

    record Tag(String key, String value) {}

    /** The answer of the calls that answer nothing. */
    record Nothing() {}
}
