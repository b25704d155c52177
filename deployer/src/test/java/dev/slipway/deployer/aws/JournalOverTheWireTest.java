package dev.slipway.deployer.aws;

import dev.slipway.deployer.reconcile.port.Journal;
import dev.slipway.deployer.reconcile.port.JournalContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class JournalOverTheWireTest extends JournalContract {
    private static final ServedSandbox SERVED = ServedSandbox.withoutQueues();

    @BeforeAll
    static void makeTheTable() {
        SERVED.clients()
                .dynamoEffects()
                .createTable(request -> request.tableName("slipway")
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                        .attributeDefinitions(text("pk"), text("sk")));
    }

    @AfterAll
    static void close() {
        SERVED.close();
    }

    @Override
    protected Journal journal() {
        return new DynamoJournal(SERVED.clients(), "slipway");
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }
}
