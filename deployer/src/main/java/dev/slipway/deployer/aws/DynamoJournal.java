package dev.slipway.deployer.aws;

import dev.slipway.deployer.reconcile.port.Journal;
import dev.slipway.deployer.reconcile.port.PortFailure;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** The journal in one DynamoDB table with the keys {@code pk} and {@code sk}, and the TTL attribute {@code ttl}. */
public final class DynamoJournal implements Journal {
    private static final String GET_ITEM = "dynamodb:GetItem";
    private static final String PUT_ITEM = "dynamodb:PutItem";
    private static final String QUERY = "dynamodb:Query";
    private static final String DELETE_ITEM = "dynamodb:DeleteItem";

    private static final String PK = "pk";
    private static final String SK = "sk";
    private static final String BODY = "body";
    private static final String VERSION = "version";
    private static final String OWNER = "owner";
    private static final String TTL = "ttl";

    private final DynamoDbClient reads;
    private final DynamoDbClient effects;
    private final String table;

    public DynamoJournal(AwsClients clients, String table) {
        this.reads = clients.dynamoReads();
        this.effects = clients.dynamoEffects();
        this.table = table;
    }

    @Override
    @Iam(GET_ITEM)
    public Optional<Item> get(String pk, String sk) {
        var answer = Calls.of(
                GET_ITEM,
                () -> reads.getItem(
                        request -> request.tableName(table).key(key(pk, sk)).consistentRead(true)));
        return answer.hasItem() ? Optional.of(item(answer.item())) : Optional.empty();
    }

    @Override
    @Iam(PUT_ITEM)
    public boolean put(Item item, Condition condition) {
        PutItemRequest.Builder request =
                PutItemRequest.builder().tableName(table).item(attributes(item));
        restrict(request, item, condition);
        try {
            Calls.of(PUT_ITEM, () -> effects.putItem(request.build()));
            return true;
        } catch (PortFailure e) {
            if (e.code().equals("ConditionalCheckFailedException")) {
                return false;
            }
            throw e;
        }
    }

    @Override
    @Iam(QUERY)
    public List<Item> query(String pk, String skPrefix, boolean backwards, int limit) {
        // DynamoDB refuses begins_with an empty key.
        boolean hasPrefix = !skPrefix.isEmpty();
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":pk", text(pk));
        if (hasPrefix) {
            values.put(":prefix", text(skPrefix));
        }
        var answer = Calls.of(
                QUERY,
                () -> reads.query(request -> request.tableName(table)
                        .keyConditionExpression(hasPrefix ? "pk = :pk AND begins_with(sk, :prefix)" : "pk = :pk")
                        .expressionAttributeValues(values)
                        .scanIndexForward(!backwards)
                        .consistentRead(true)
                        .limit(limit)));
        return answer.items().stream().map(DynamoJournal::item).toList();
    }

    @Override
    @Iam(DELETE_ITEM)
    public void delete(String pk, String sk) {
        Calls.of(
                DELETE_ITEM,
                () -> effects.deleteItem(request -> request.tableName(table).key(key(pk, sk))));
    }

    /** By placeholders throughout: {@code owner} and {@code ttl} are words of DynamoDB's. */
    private static void restrict(PutItemRequest.Builder request, Item item, Condition condition) {
        switch (condition) {
            case Condition.None none -> {}
            case Condition.Absent absent -> request.conditionExpression("attribute_not_exists(pk)");
            case Condition.VersionIs is ->
                request.conditionExpression("#version = :version")
                        .expressionAttributeNames(Map.of("#version", VERSION))
                        .expressionAttributeValues(Map.of(":version", number(is.version())));
            case Condition.Newer newer ->
                request.conditionExpression("attribute_not_exists(pk) OR #version < :version")
                        .expressionAttributeNames(Map.of("#version", VERSION))
                        .expressionAttributeValues(Map.of(":version", number(item.version())));
            case Condition.OwnerIs is ->
                request.conditionExpression("#owner = :owner")
                        .expressionAttributeNames(Map.of("#owner", OWNER))
                        .expressionAttributeValues(Map.of(":owner", text(is.owner())));
        }
    }

    private static Map<String, AttributeValue> attributes(Item item) {
        Map<String, AttributeValue> attributes = new HashMap<>(key(item.pk(), item.sk()));
        attributes.put(BODY, text(item.body()));
        attributes.put(VERSION, number(item.version()));
        attributes.put(OWNER, text(item.owner()));
        item.expiresAt().ifPresent(at -> attributes.put(TTL, number(at.getEpochSecond())));
        return attributes;
    }

    private static Item item(Map<String, AttributeValue> attributes) {
        return new Item(
                string(attributes, PK),
                string(attributes, SK),
                string(attributes, BODY),
                number(attributes, VERSION).orElse(0L),
                string(attributes, OWNER),
                number(attributes, TTL).map(Instant::ofEpochSecond));
    }

    private static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of(PK, text(pk), SK, text(sk));
    }

    private static String string(Map<String, AttributeValue> attributes, String name) {
        return Optional.ofNullable(attributes.get(name)).map(AttributeValue::s).orElse("");
    }

    private static Optional<Long> number(Map<String, AttributeValue> attributes, String name) {
        return Optional.ofNullable(attributes.get(name)).map(AttributeValue::n).map(Long::valueOf);
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }
}
