package dev.slipway.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class TablesOverTheWireTest {
    private static final String TABLE = "journal";

    @RegisterExtension
    static final Served SERVED = new Served();

    private final DynamoDbClient dynamo = SERVED.client(DynamoDbClient.builder());

    @BeforeAll
    static void createTable() {
        try (DynamoDbClient dynamo = SERVED.client(DynamoDbClient.builder())) {
            dynamo.createTable(create -> create.tableName(TABLE)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(text("pk"), text("sk"))
                    .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
        }
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    @Nested
    class WhenAnItemIsWritten {

        @Test
        void readsItBackWithEveryType() {
            var item = new TreeMap<>(keyOf("types", "all"));
            item.put("text", s("héllo"));
            item.put("number", n("12.50"));
            item.put("yes", AttributeValue.fromBool(true));
            item.put("nothing", AttributeValue.fromNul(true));
            item.put("list", AttributeValue.fromL(List.of(s("a"), n("1"))));
            item.put("map", AttributeValue.fromM(Map.of("inner", s("deep"))));
            item.put("set", AttributeValue.fromSs(List.of("x", "y")));
            item.put("bytes", AttributeValue.fromB(SdkBytes.fromUtf8String("raw")));
            dynamo.putItem(put -> put.tableName(TABLE).item(item));

            var read = dynamo.getItem(get -> get.tableName(TABLE).key(keyOf("types", "all")))
                    .item();

            item.put("number", n("12.5"));
            assertThat(read).isEqualTo(item);
        }

        @Test
        void refusesASecondOneWhenNoneMayBeThere() {
            put("once", "STATE", Map.of("version", n("1")));

            assertThatThrownBy(() -> dynamo.putItem(put -> put.tableName(TABLE)
                            .item(keyOf("once", "STATE"))
                            .conditionExpression("attribute_not_exists(pk)")))
                    .isInstanceOf(ConditionalCheckFailedException.class)
                    .hasMessageContaining("The conditional request failed");
        }

        @Test
        void tellsWhatStoodInTheWayIfAsked() {
            put("versioned", "STATE", Map.of("version", n("2")));

            assertThatThrownBy(() -> dynamo.putItem(put -> put.tableName(TABLE)
                            .item(keyOf("versioned", "STATE"))
                            .conditionExpression("#v = :expected")
                            .expressionAttributeNames(Map.of("#v", "version"))
                            .expressionAttributeValues(Map.of(":expected", n("1")))
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)))
                    .isInstanceOfSatisfying(
                            ConditionalCheckFailedException.class,
                            refused -> assertThat(refused.item()).containsEntry("version", n("2")));
        }

        @Test
        void comparesNumbersByValue() {
            put("numbers", "STATE", Map.of("version", n("9")));

            var old = dynamo.putItem(put -> put.tableName(TABLE)
                            .item(keyOf("numbers", "STATE"))
                            .conditionExpression("version < :limit AND version = :same")
                            .expressionAttributeValues(Map.of(":limit", n("10"), ":same", n("9.0")))
                            .returnValues(ReturnValue.ALL_OLD))
                    .attributes();

            assertThat(old).containsEntry("version", n("9"));
        }

        @Test
        void refusesMoreThanFourHundredKilobytes() {
            assertThatThrownBy(() -> put("large", "STATE", Map.of("body", s("x".repeat(410_000)))))
                    .isInstanceOf(DynamoDbException.class)
                    .hasMessageContaining("Item size has exceeded the maximum allowed size");
        }

        @Test
        void refusesAReservedWordWithoutAPlaceholder() {
            assertThatThrownBy(() -> dynamo.putItem(put -> put.tableName(TABLE)
                            .item(keyOf("reserved", "STATE"))
                            .conditionExpression("attribute_not_exists(status)")))
                    .isInstanceOf(DynamoDbException.class)
                    .hasMessageContaining("Attribute name is a reserved keyword; reserved keyword: status");
        }

        @Test
        void refusesAValueThatNoExpressionUses() {
            assertThatThrownBy(() -> dynamo.putItem(put -> put.tableName(TABLE)
                            .item(keyOf("unused", "STATE"))
                            .conditionExpression("attribute_not_exists(pk)")
                            .expressionAttributeValues(Map.of(":x", n("1")))))
                    .isInstanceOf(DynamoDbException.class)
                    .hasMessageContaining(
                            "Value provided in ExpressionAttributeValues unused in expressions: keys: {:x}");
        }

        @Test
        void updatesInPlace() {
            put("updated", "STATE", Map.of("count", n("1"), "gone", s("x")));

            var after = dynamo.updateItem(update -> update.tableName(TABLE)
                            .key(keyOf("updated", "STATE"))
                            .updateExpression("SET #c = #c + :one, seen = if_not_exists(seen, :now) REMOVE gone")
                            .expressionAttributeNames(Map.of("#c", "count"))
                            .expressionAttributeValues(Map.of(":one", n("1"), ":now", s("noon")))
                            .returnValues(ReturnValue.ALL_NEW))
                    .attributes();

            var expected = new TreeMap<>(keyOf("updated", "STATE"));
            expected.put("count", n("2"));
            expected.put("seen", s("noon"));
            assertThat(after).isEqualTo(expected);
        }

        @Test
        void deletesOnACondition() {
            put("deleted", "STATE", Map.of("version", n("1")));

            assertThatThrownBy(() -> dynamo.deleteItem(delete -> delete.tableName(TABLE)
                            .key(keyOf("deleted", "STATE"))
                            .conditionExpression("version = :other")
                            .expressionAttributeValues(Map.of(":other", n("2")))))
                    .isInstanceOf(ConditionalCheckFailedException.class);
            dynamo.deleteItem(delete -> delete.tableName(TABLE).key(keyOf("deleted", "STATE")));

            assertThat(dynamo.getItem(get -> get.tableName(TABLE).key(keyOf("deleted", "STATE")))
                            .hasItem())
                    .isFalse();
        }
    }

    @Nested
    class WhenItemsAreQueried {

        @Test
        void pagesFromTheNewestBack() {
            IntStream.range(0, 5).forEach(i -> put("paged", "RELEASE#" + i, Map.of()));
            put("paged", "STATE", Map.of());

            var found = dynamo
                    .queryPaginator(query -> query.tableName(TABLE)
                            .keyConditionExpression("pk = :pk AND begins_with(sk, :kind)")
                            .expressionAttributeValues(Map.of(":pk", s("paged"), ":kind", s("RELEASE#")))
                            .scanIndexForward(false)
                            .limit(2))
                    .items()
                    .stream()
                    .map(item -> item.getOrDefault("sk", s("none")).s())
                    .toList();

            assertThat(found).containsExactly("RELEASE#4", "RELEASE#3", "RELEASE#2", "RELEASE#1", "RELEASE#0");
        }

        @Test
        void endsAPageAtOneMegabyte() {
            IntStream.range(0, 5).forEach(i -> put("heavy", "REPORT#" + i, Map.of("body", s("x".repeat(300_000)))));

            var page = dynamo.query(query -> query.tableName(TABLE)
                    .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :to")
                    .expressionAttributeValues(
                            Map.of(":pk", s("heavy"), ":from", s("REPORT#0"), ":to", s("REPORT#9"))));

            assertThat(page.count()).isEqualTo(4);
            assertThat(page.lastEvaluatedKey()).isEqualTo(keyOf("heavy", "REPORT#3"));
        }

        @Test
        void filtersAfterLooking() {
            IntStream.range(0, 4)
                    .forEach(i -> put("filtered", "R#" + i, Map.of("even", AttributeValue.fromBool(i % 2 == 0))));

            var page = dynamo.query(query -> query.tableName(TABLE)
                    .keyConditionExpression("pk = :pk")
                    .filterExpression("even = :yes")
                    .expressionAttributeValues(Map.of(":pk", s("filtered"), ":yes", AttributeValue.fromBool(true))));

            assertThat(page.count()).isEqualTo(2);
            assertThat(page.scannedCount()).isEqualTo(4);
        }

        @Test
        void needsTheHashKey() {
            assertThatThrownBy(() -> dynamo.query(query -> query.tableName(TABLE)
                            .keyConditionExpression("sk = :sk")
                            .expressionAttributeValues(Map.of(":sk", s("STATE")))))
                    .isInstanceOf(DynamoDbException.class)
                    .hasMessageContaining("Query condition missed key schema element: pk");
        }

        @Test
        void getsSeveralAtOnce() {
            put("batch", "a", Map.of());
            put("batch", "b", Map.of());

            var found = dynamo.batchGetItem(get -> get.requestItems(Map.of(
                            TABLE,
                            KeysAndAttributes.builder()
                                    .keys(List.of(keyOf("batch", "a"), keyOf("batch", "b"), keyOf("batch", "c")))
                                    .build())))
                    .responses()
                    .get(TABLE);

            assertThat(found).containsExactly(keyOf("batch", "a"), keyOf("batch", "b"));
        }
    }

    @Test
    void describesTheTable() {
        var table = dynamo.describeTable(describe -> describe.tableName(TABLE)).table();

        assertThat(table.tableStatusAsString()).isEqualTo("ACTIVE");
        assertThat(table.tableArn()).isEqualTo("arn:aws:dynamodb:eu-west-1:123456789012:table/journal");
        assertThat(table.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
    }

    @Test
    void saysThatATableIsThereOrIsNot() {
        assertThatThrownBy(TablesOverTheWireTest::createTable).isInstanceOf(ResourceInUseException.class);
        assertThatThrownBy(() -> dynamo.getItem(get -> get.tableName("nowhere").key(keyOf("a", "b"))))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    private void put(String pk, String sk, Map<String, AttributeValue> more) {
        var item = new TreeMap<>(keyOf(pk, sk));
        item.putAll(more);
        dynamo.putItem(put -> put.tableName(TABLE).item(item));
    }

    private static Map<String, AttributeValue> keyOf(String pk, String sk) {
        return Map.of("pk", s(pk), "sk", s(sk));
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue n(String number) {
        return AttributeValue.fromN(number);
    }
}
