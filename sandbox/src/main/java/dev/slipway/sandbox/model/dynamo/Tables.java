package dev.slipway.sandbox.model.dynamo;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Handlers;
import dev.slipway.sandbox.model.Identity;
import dev.slipway.sandbox.model.Part;
import dev.slipway.sandbox.model.Tag;
import dev.slipway.sandbox.model.dynamo.Dynamo.ContinuousBackupsDescription;
import dev.slipway.sandbox.model.dynamo.Dynamo.CreateTable;
import dev.slipway.sandbox.model.dynamo.Dynamo.CreateTableOutput;
import dev.slipway.sandbox.model.dynamo.Dynamo.DeleteTable;
import dev.slipway.sandbox.model.dynamo.Dynamo.DeleteTableOutput;
import dev.slipway.sandbox.model.dynamo.Dynamo.DescribeContinuousBackups;
import dev.slipway.sandbox.model.dynamo.Dynamo.DescribeContinuousBackupsOutput;
import dev.slipway.sandbox.model.dynamo.Dynamo.DescribeTable;
import dev.slipway.sandbox.model.dynamo.Dynamo.DescribeTableOutput;
import dev.slipway.sandbox.model.dynamo.Dynamo.DescribeTimeToLive;
import dev.slipway.sandbox.model.dynamo.Dynamo.DescribeTimeToLiveOutput;
import dev.slipway.sandbox.model.dynamo.Dynamo.ListTables;
import dev.slipway.sandbox.model.dynamo.Dynamo.ListTablesOutput;
import dev.slipway.sandbox.model.dynamo.Dynamo.ListTagsOfResource;
import dev.slipway.sandbox.model.dynamo.Dynamo.ListTagsOfResourceOutput;
import dev.slipway.sandbox.model.dynamo.Dynamo.PointInTimeRecovery;
import dev.slipway.sandbox.model.dynamo.Dynamo.PutItem;
import dev.slipway.sandbox.model.dynamo.Dynamo.TagOutput;
import dev.slipway.sandbox.model.dynamo.Dynamo.TagResource;
import dev.slipway.sandbox.model.dynamo.Dynamo.TimeToLiveDescription;
import dev.slipway.sandbox.model.dynamo.Dynamo.UntagResource;
import dev.slipway.sandbox.model.dynamo.Dynamo.UpdateTimeToLive;
import dev.slipway.sandbox.model.dynamo.Dynamo.UpdateTimeToLiveOutput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** DynamoDB: the account's tables. A table can be used as soon as it was asked for. */
public final class Tables implements Part {
    private final TreeMap<String, Table> tables = new TreeMap<>();
    private final Identity identity;
    private final RandomGenerator random;

    public Tables(Identity identity, RandomGenerator random) {
        this.identity = identity;
        this.random = random;
    }

    @Override
    public void register(Handlers handlers) {
        handlers.on(CreateTable.class, this::create);
        handlers.on(DescribeItems.class, (call, now) -> items());
        handlers.on(DescribeTable.class, (call, now) -> describe(call));
        handlers.on(DeleteTable.class, (call, now) -> delete(call));
        handlers.on(ListTables.class, (call, now) -> list(call));
        handlers.on(UpdateTimeToLive.class, (call, now) -> updateTimeToLive(call));
        handlers.on(DescribeTimeToLive.class, (call, now) -> describeTimeToLive(call));
        handlers.on(DescribeContinuousBackups.class, (call, now) -> backups(call));
        handlers.on(TagResource.class, (call, now) -> tag(call));
        handlers.on(UntagResource.class, (call, now) -> untag(call));
        handlers.on(ListTagsOfResource.class, (call, now) -> tags(call));
        new ItemWrites(this).register(handlers);
        new ItemReads(this).register(handlers);
    }

    @Override
    public void advanceTo(Instant now) {}

    @Override
    public Optional<Instant> nextDue() {
        return Optional.empty();
    }

    /** The table of this name or ARN, for a call that reads or writes items. */
    Table forItems(String nameOrArn) {
        return find(nameOrArn, "Requested resource not found");
    }

    private DescribeItems.Items items() {
        var puts = new ArrayList<PutItem>();
        tables.forEach((name, table) -> table.items.values().stream()
                .flatMap(under -> under.values().stream())
                .forEach(item -> puts.add(new PutItem(name, item, null, null, Map.of(), Map.of(), null))));
        return new DescribeItems.Items(puts);
    }

    private Table described(String nameOrArn) {
        return find(nameOrArn, "Requested resource not found: Table: " + nameOrArn + " not found");
    }

    private Table find(String nameOrArn, String message) {
        Table table = tables.get(nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1));
        if (table == null) {
            throw AwsRefusal.client("ResourceNotFoundException", message);
        }
        return table;
    }

    private CreateTableOutput create(CreateTable call, Instant now) {
        if (!call.tableName().matches("[a-zA-Z0-9_.-]{3,255}")) {
            throw AttributeValues.invalid("1 validation error detected: Value '" + call.tableName()
                    + "' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern:"
                    + " [a-zA-Z0-9_.-]+, and have length between 3 and 255");
        }
        if (tables.containsKey(call.tableName())) {
            throw AwsRefusal.client("ResourceInUseException", "Table already exists: " + call.tableName());
        }
        if (!"PAY_PER_REQUEST".equals(call.billingMode()) && call.provisionedThroughput() == null) {
            throw AttributeValues.invalid("One or more parameter values were invalid: ReadCapacityUnits and"
                    + " WriteCapacityUnits must both be specified when BillingMode is PROVISIONED");
        }
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        var table = new Table(call, identity.arn("dynamodb", "table/" + call.tableName()), id, now);
        tables.put(call.tableName(), table);
        return new CreateTableOutput(table.described("CREATING"));
    }

    private DescribeTableOutput describe(DescribeTable call) {
        return new DescribeTableOutput(described(call.tableName()).described("ACTIVE"));
    }

    private DeleteTableOutput delete(DeleteTable call) {
        Table table = described(call.tableName());
        if (table.isProtected()) {
            throw AttributeValues.invalid("Resource cannot be deleted as it is currently protected against deletion."
                    + " Disable deletion protection first.");
        }
        tables.remove(table.creation.tableName());
        return new DeleteTableOutput(table.described("DELETING"));
    }

    private ListTablesOutput list(ListTables call) {
        int limit = call.limit() == null ? 100 : call.limit();
        String after = call.exclusiveStartTableName();
        var names = (after == null ? tables : tables.tailMap(after, false))
                .keySet().stream().limit(limit + 1L).toList();
        return names.size() > limit
                ? new ListTablesOutput(names.subList(0, limit), names.get(limit - 1))
                : new ListTablesOutput(names, null);
    }

    private UpdateTimeToLiveOutput updateTimeToLive(UpdateTimeToLive call) {
        described(call.tableName()).timeToLive = call.timeToLiveSpecification();
        return new UpdateTimeToLiveOutput(call.timeToLiveSpecification());
    }

    private DescribeTimeToLiveOutput describeTimeToLive(DescribeTimeToLive call) {
        var set = described(call.tableName()).timeToLive;
        return new DescribeTimeToLiveOutput(
                set != null && set.enabled()
                        ? new TimeToLiveDescription("ENABLED", set.attributeName())
                        : new TimeToLiveDescription("DISABLED", null));
    }

    private DescribeContinuousBackupsOutput backups(DescribeContinuousBackups call) {
        described(call.tableName());
        return new DescribeContinuousBackupsOutput(
                new ContinuousBackupsDescription("ENABLED", new PointInTimeRecovery("DISABLED")));
    }

    private TagOutput tag(TagResource call) {
        var tags = described(call.resourceArn()).tags;
        call.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        return new TagOutput();
    }

    private TagOutput untag(UntagResource call) {
        described(call.resourceArn()).tags.keySet().removeAll(call.tagKeys());
        return new TagOutput();
    }

    private ListTagsOfResourceOutput tags(ListTagsOfResource call) {
        return new ListTagsOfResourceOutput(described(call.resourceArn()).tags.entrySet().stream()
                .map(tag -> new Tag(tag.getKey(), tag.getValue()))
                .toList());
    }
}
