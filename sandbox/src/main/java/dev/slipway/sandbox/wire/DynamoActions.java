package dev.slipway.sandbox.wire;

import dev.slipway.sandbox.model.dynamo.Dynamo.BatchGetItem;
import dev.slipway.sandbox.model.dynamo.Dynamo.CreateTable;
import dev.slipway.sandbox.model.dynamo.Dynamo.DeleteItem;
import dev.slipway.sandbox.model.dynamo.Dynamo.DeleteTable;
import dev.slipway.sandbox.model.dynamo.Dynamo.DescribeContinuousBackups;
import dev.slipway.sandbox.model.dynamo.Dynamo.DescribeTable;
import dev.slipway.sandbox.model.dynamo.Dynamo.DescribeTimeToLive;
import dev.slipway.sandbox.model.dynamo.Dynamo.GetItem;
import dev.slipway.sandbox.model.dynamo.Dynamo.ListTables;
import dev.slipway.sandbox.model.dynamo.Dynamo.ListTagsOfResource;
import dev.slipway.sandbox.model.dynamo.Dynamo.PutItem;
import dev.slipway.sandbox.model.dynamo.Dynamo.Query;
import dev.slipway.sandbox.model.dynamo.Dynamo.Scan;
import dev.slipway.sandbox.model.dynamo.Dynamo.TagResource;
import dev.slipway.sandbox.model.dynamo.Dynamo.UntagResource;
import dev.slipway.sandbox.model.dynamo.Dynamo.UpdateItem;
import dev.slipway.sandbox.model.dynamo.Dynamo.UpdateTimeToLive;
import java.util.List;
import java.util.Set;

/** What of DynamoDB is modelled: one table, its items by key. */
final class DynamoActions {
    private DynamoActions() {}

    static Api api() {
        return new Api(
                new Api.Names("dynamodb", "DynamoDB_20120810", "2012-08-10", ""),
                Mappers.PASCAL,
                List.of(
                        BatchGetItem.class,
                        CreateTable.class,
                        DeleteItem.class,
                        DeleteTable.class,
                        DescribeContinuousBackups.class,
                        DescribeTable.class,
                        DescribeTimeToLive.class,
                        GetItem.class,
                        ListTables.class,
                        ListTagsOfResource.class,
                        PutItem.class,
                        Query.class,
                        Scan.class,
                        TagResource.class,
                        UntagResource.class,
                        UpdateItem.class,
                        UpdateTimeToLive.class),
                Set.of(
                        "*.ReturnConsumedCapacity",
                        "*.ReturnItemCollectionMetrics",
                        "*.ConsistentRead",
                        "CreateTable.SSESpecification",
                        "CreateTable.TableClass",
                        "CreateTable.WarmThroughput",
                        "CreateTable.OnDemandThroughput",
                        "CreateTable.ResourcePolicy"));
    }
}
