package dev.slipway.sandbox.model.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.Tag;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls of DynamoDB, each named as its AWS action, and their answers; attribute values are AWS's JSON of them. */
public interface Dynamo {

    record CreateTable(
            String tableName,
            List<AttributeDefinition> attributeDefinitions,
            List<KeySchemaElement> keySchema,
            @Nullable String billingMode,
            @Nullable ProvisionedThroughput provisionedThroughput,
            List<Tag> tags,
            @Nullable Boolean deletionProtectionEnabled)
            implements Call<CreateTableOutput> {
        public CreateTable {
            attributeDefinitions = List.copyOf(attributeDefinitions);
            keySchema = List.copyOf(keySchema);
            tags = List.copyOf(tags);
        }
    }

    record CreateTableOutput(TableDescription tableDescription) {}

    record DescribeTable(String tableName) implements Call<DescribeTableOutput> {}

    record DescribeTableOutput(TableDescription table) {}

    record DeleteTable(String tableName) implements Call<DeleteTableOutput> {}

    record DeleteTableOutput(TableDescription tableDescription) {}

    record ListTables(
            @Nullable String exclusiveStartTableName,
            @Nullable Integer limit) implements Call<ListTablesOutput> {}

    record ListTablesOutput(
            List<String> tableNames, @Nullable String lastEvaluatedTableName) {
        public ListTablesOutput {
            tableNames = List.copyOf(tableNames);
        }
    }

    record UpdateTimeToLive(String tableName, TimeToLiveSpecification timeToLiveSpecification)
            implements Call<UpdateTimeToLiveOutput> {}

    record UpdateTimeToLiveOutput(TimeToLiveSpecification timeToLiveSpecification) {}

    record DescribeTimeToLive(String tableName) implements Call<DescribeTimeToLiveOutput> {}

    record DescribeTimeToLiveOutput(TimeToLiveDescription timeToLiveDescription) {}

    record DescribeContinuousBackups(String tableName) implements Call<DescribeContinuousBackupsOutput> {}

    record DescribeContinuousBackupsOutput(ContinuousBackupsDescription continuousBackupsDescription) {}

    record PutItem(
            String tableName,
            Map<String, JsonNode> item,
            @Nullable String returnValues,
            @Nullable String conditionExpression,
            Map<String, String> expressionAttributeNames,
            Map<String, JsonNode> expressionAttributeValues,
            @Nullable String returnValuesOnConditionCheckFailure)
            implements Call<WriteOutput> {
        public PutItem {
            item = Collections.unmodifiableMap(new LinkedHashMap<>(item));
            expressionAttributeNames = Collections.unmodifiableMap(new LinkedHashMap<>(expressionAttributeNames));
            expressionAttributeValues = Collections.unmodifiableMap(new LinkedHashMap<>(expressionAttributeValues));
        }
    }

    record DeleteItem(
            String tableName,
            Map<String, JsonNode> key,
            @Nullable String returnValues,
            @Nullable String conditionExpression,
            Map<String, String> expressionAttributeNames,
            Map<String, JsonNode> expressionAttributeValues,
            @Nullable String returnValuesOnConditionCheckFailure)
            implements Call<WriteOutput> {
        public DeleteItem {
            key = Collections.unmodifiableMap(new LinkedHashMap<>(key));
            expressionAttributeNames = Collections.unmodifiableMap(new LinkedHashMap<>(expressionAttributeNames));
            expressionAttributeValues = Collections.unmodifiableMap(new LinkedHashMap<>(expressionAttributeValues));
        }
    }

    record UpdateItem(
            String tableName,
            Map<String, JsonNode> key,
            @Nullable String updateExpression,
            @Nullable String returnValues,
            @Nullable String conditionExpression,
            Map<String, String> expressionAttributeNames,
            Map<String, JsonNode> expressionAttributeValues,
            @Nullable String returnValuesOnConditionCheckFailure)
            implements Call<WriteOutput> {
        public UpdateItem {
            key = Collections.unmodifiableMap(new LinkedHashMap<>(key));
            expressionAttributeNames = Collections.unmodifiableMap(new LinkedHashMap<>(expressionAttributeNames));
            expressionAttributeValues = Collections.unmodifiableMap(new LinkedHashMap<>(expressionAttributeValues));
        }
    }

    record WriteOutput(@Nullable Map<String, JsonNode> attributes) {
        public WriteOutput {
            attributes = attributes == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        }
    }

    record GetItem(
            String tableName,
            Map<String, JsonNode> key,
            @Nullable String projectionExpression,
            Map<String, String> expressionAttributeNames)
            implements Call<GetItemOutput> {
        public GetItem {
            key = Collections.unmodifiableMap(new LinkedHashMap<>(key));
            expressionAttributeNames = Collections.unmodifiableMap(new LinkedHashMap<>(expressionAttributeNames));
        }
    }

    record GetItemOutput(@Nullable Map<String, JsonNode> item) {
        public GetItemOutput {
            item = item == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(item));
        }
    }

    record BatchGetItem(Map<String, KeysAndAttributes> requestItems) implements Call<BatchGetItemOutput> {
        public BatchGetItem {
            requestItems = Collections.unmodifiableMap(new LinkedHashMap<>(requestItems));
        }
    }

    record KeysAndAttributes(
            List<Map<String, JsonNode>> keys,
            @Nullable String projectionExpression,
            Map<String, String> expressionAttributeNames) {
        public KeysAndAttributes {
            keys = List.copyOf(keys);
            expressionAttributeNames = Collections.unmodifiableMap(new LinkedHashMap<>(expressionAttributeNames));
        }
    }

    record BatchGetItemOutput(
            Map<String, List<Map<String, JsonNode>>> responses, Map<String, KeysAndAttributes> unprocessedKeys) {
        public BatchGetItemOutput {
            responses = Collections.unmodifiableMap(new LinkedHashMap<>(responses));
            unprocessedKeys = Collections.unmodifiableMap(new LinkedHashMap<>(unprocessedKeys));
        }
    }

    record Query(
            String tableName,
            @Nullable String keyConditionExpression,
            @Nullable String filterExpression,
            @Nullable String projectionExpression,
            @Nullable String select,
            @Nullable Integer limit,
            @Nullable Boolean scanIndexForward,
            @Nullable Map<String, JsonNode> exclusiveStartKey,
            Map<String, String> expressionAttributeNames,
            Map<String, JsonNode> expressionAttributeValues)
            implements Call<PageOutput> {
        public Query {
            exclusiveStartKey = exclusiveStartKey == null
                    ? null
                    : Collections.unmodifiableMap(new LinkedHashMap<>(exclusiveStartKey));
            expressionAttributeNames = Collections.unmodifiableMap(new LinkedHashMap<>(expressionAttributeNames));
            expressionAttributeValues = Collections.unmodifiableMap(new LinkedHashMap<>(expressionAttributeValues));
        }
    }

    record Scan(
            String tableName,
            @Nullable String filterExpression,
            @Nullable String projectionExpression,
            @Nullable String select,
            @Nullable Integer limit,
            @Nullable Map<String, JsonNode> exclusiveStartKey,
            Map<String, String> expressionAttributeNames,
            Map<String, JsonNode> expressionAttributeValues)
            implements Call<PageOutput> {
        public Scan {
            exclusiveStartKey = exclusiveStartKey == null
                    ? null
                    : Collections.unmodifiableMap(new LinkedHashMap<>(exclusiveStartKey));
            expressionAttributeNames = Collections.unmodifiableMap(new LinkedHashMap<>(expressionAttributeNames));
            expressionAttributeValues = Collections.unmodifiableMap(new LinkedHashMap<>(expressionAttributeValues));
        }
    }

    record PageOutput(
            @Nullable List<Map<String, JsonNode>> items,
            int count,
            int scannedCount,
            @Nullable Map<String, JsonNode> lastEvaluatedKey) {
        public PageOutput {
            items = items == null ? null : List.copyOf(items);
            lastEvaluatedKey = lastEvaluatedKey == null
                    ? null
                    : Collections.unmodifiableMap(new LinkedHashMap<>(lastEvaluatedKey));
        }
    }

    record TagResource(String resourceArn, List<Tag> tags) implements Call<TagOutput> {
        public TagResource {
            tags = List.copyOf(tags);
        }
    }

    record UntagResource(String resourceArn, List<String> tagKeys) implements Call<TagOutput> {
        public UntagResource {
            tagKeys = List.copyOf(tagKeys);
        }
    }

    record TagOutput() {}

    record ListTagsOfResource(String resourceArn, @Nullable String nextToken)
            implements Call<ListTagsOfResourceOutput> {}

    record ListTagsOfResourceOutput(List<Tag> tags) {
        public ListTagsOfResourceOutput {
            tags = List.copyOf(tags);
        }
    }

    record AttributeDefinition(String attributeName, String attributeType) {}

    record KeySchemaElement(String attributeName, String keyType) {}

    record ProvisionedThroughput(long readCapacityUnits, long writeCapacityUnits) {}

    record BillingModeSummary(String billingMode) {}

    record TimeToLiveSpecification(boolean enabled, String attributeName) {}

    record TimeToLiveDescription(
            String timeToLiveStatus, @Nullable String attributeName) {}

    record ContinuousBackupsDescription(
            String continuousBackupsStatus, PointInTimeRecovery pointInTimeRecoveryDescription) {}

    record PointInTimeRecovery(String pointInTimeRecoveryStatus) {}

    /** A table as AWS describes it. */
    record TableDescription(
            List<AttributeDefinition> attributeDefinitions,
            String tableName,
            List<KeySchemaElement> keySchema,
            String tableStatus,
            Instant creationDateTime,
            ProvisionedThroughput provisionedThroughput,
            long tableSizeBytes,
            long itemCount,
            String tableArn,
            String tableId,
            @Nullable BillingModeSummary billingModeSummary,
            boolean deletionProtectionEnabled) {
        public TableDescription {
            attributeDefinitions = List.copyOf(attributeDefinitions);
            keySchema = List.copyOf(keySchema);
        }
    }
}
