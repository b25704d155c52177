package dev.slipway.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.sandbox.Settings;
import dev.slipway.sandbox.Wiring;
import dev.slipway.sandbox.tasks.RunTasks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** A chronicle does not grow with how often items are written, but with what there is. */
class ShortenedChronicleTest {
    private static final int LARGE_CHARACTERS = 300_000;

    @TempDir
    Path directory;

    private Path data() {
        return directory.resolve("data");
    }

    private Path calls() {
        return data().resolve("calls.jsonl");
    }

    private KeptClients start() throws Exception {
        return new KeptClients(Wiring.start(
                Settings.DEFAULT.withPort(0).withTasks(RunTasks.SIMULATED).withData(data())));
    }

    @Test
    void keepsEverythingButHowOftenItemsWereWritten() throws Exception {
        List<String> before;
        try (var first = start()) {
            first.writeInEveryService();
            writeOften(first);
            before = first.readFromEveryService();
        }
        long longBytes = Files.size(calls());

        start().close();
        long shortBytes = Files.size(calls());
        // An update that found its item then would not find it now.
        assertThat(Files.readString(calls())).doesNotContain("dynamodb:UpdateItem", "dynamodb:DeleteItem");
        try (var third = start()) {
            assertThat(third.readFromEveryService()).isEqualTo(before);
            assertThat(item(third, "again")).containsEntry("v", AttributeValue.fromS("last"));
            assertThat(item(third, "gone")).isEmpty();
            assertThat(item(third, "changed")).containsEntry("v", AttributeValue.fromS("after"));
        }
        assertThat(longBytes).isGreaterThan(3_000_000);
        assertThat(shortBytes).isLessThan(100_000);
    }

    @Test
    void keepsWhatWasInATableThatWasDeleted() throws Exception {
        try (var first = start()) {
            table(first, "kept");
            writeOften(first);
            first.dynamo.deleteTable(delete -> delete.tableName("kept"));
            table(first, "kept");
            writeOften(first);
        }
        long longBytes = Files.size(calls());

        start().close();
        long shortBytes = Files.size(calls());
        try (var third = start()) {
            assertThat(item(third, "again")).containsEntry("v", AttributeValue.fromS("last"));
        }
        assertThat(shortBytes).isBetween(longBytes / 3, longBytes * 2 / 3);
    }

    @Test
    void leavesAShortOneAlone() throws Exception {
        try (var first = start()) {
            table(first, "kept");
            put(first, "again", "first");
            put(first, "again", "last");
        }
        String before = Files.readString(calls());

        start().close();

        assertThat(Files.readString(calls())).startsWith(before);
    }

    /** To write it anew would cost more than it is worth. */
    @Test
    void leavesOneAloneOfWhichMostStays() throws Exception {
        try (var first = start()) {
            table(first, "kept");
            for (int i = 0; i < 12; i++) {
                large(first, "kept", "item-" + i);
            }
            for (int i = 0; i < 6; i++) {
                large(first, "kept", "item-" + i);
            }
        }
        String before = Files.readString(calls());

        start().close();

        assertThat(Files.readString(calls())).startsWith(before);
    }

    @Test
    void goesOnInTheShortenedOne() throws Exception {
        try (var first = start()) {
            table(first, "kept");
            writeOften(first);
        }
        try (var second = start()) {
            put(second, "again", "after it was shortened");
        }

        try (var third = start()) {
            assertThat(item(third, "again")).containsEntry("v", AttributeValue.fromS("after it was shortened"));
        }
    }

    /** What stands in the way of the new file makes the process wait in the midst of writing it. */
    @Test
    void survivesAKillInTheMidstOfIt() throws Exception {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "SKIPPED: needs mkfifo");
        try (var first = start()) {
            table(first, "kept");
            writeOften(first);
            table(first, "other");
            for (int i = 0; i < 3; i++) {
                large(first, "other", "large-" + i);
            }
        }
        Path fresh = data().resolve("calls.jsonl.new");
        assertThat(new ProcessBuilder("mkfifo", fresh.toString()).start().waitFor())
                .isZero();
        byte[] half = killedWhileItWrites(fresh);
        Files.delete(fresh);
        Files.write(fresh, half);

        try (var second = start()) {
            assertThat(item(second, "again")).containsEntry("v", AttributeValue.fromS("last"));
            assertThat(second.dynamo.scan(scan -> scan.tableName("other")).count())
                    .isEqualTo(3);
        }
        assertThat(half).isNotEmpty();
        assertThat(fresh).doesNotExist();
        assertThat(Files.size(calls())).isLessThan(3_000_000);
    }

    private byte[] killedWhileItWrites(Path fifo) throws IOException, InterruptedException {
        Process process = SandboxProcess.start(data(), directory);
        // Waits until the process opens the other end.
        try (InputStream in = Files.newInputStream(fifo)) {
            byte[] half = in.readNBytes(100);
            process.destroyForcibly();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return half;
        }
    }

    private static void writeOften(KeptClients clients) {
        if (!clients.dynamo.listTables().tableNames().contains("kept")) {
            table(clients, "kept");
        }
        for (int i = 0; i < 12; i++) {
            large(clients, "kept", "again");
        }
        put(clients, "again", "last");
        put(clients, "gone", "soon");
        clients.dynamo.deleteItem(delete -> delete.tableName("kept").key(key("gone")));
        put(clients, "changed", "before");
        clients.dynamo.updateItem(update -> update.tableName("kept")
                .key(key("changed"))
                .updateExpression("SET v = :v")
                .expressionAttributeValues(Map.of(":v", AttributeValue.fromS("after"))));
        assertThatThrownBy(() -> clients.dynamo.putItem(put ->
                        put.tableName("kept").item(key("again")).conditionExpression("attribute_not_exists(pk)")))
                .isInstanceOf(ConditionalCheckFailedException.class);
    }

    private static void table(KeptClients clients, String name) {
        clients.dynamo.createTable(create -> create.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("pk")
                        .attributeType("S")
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("pk")
                        .keyType("HASH")
                        .build()));
    }

    private static void put(KeptClients clients, String key, String value) {
        clients.dynamo.putItem(put ->
                put.tableName("kept").item(Map.of("pk", AttributeValue.fromS(key), "v", AttributeValue.fromS(value))));
    }

    private static void large(KeptClients clients, String table, String key) {
        clients.dynamo.putItem(put -> put.tableName(table)
                .item(Map.of(
                        "pk", AttributeValue.fromS(key),
                        "v", AttributeValue.fromS("x".repeat(LARGE_CHARACTERS)))));
    }

    private static Map<String, AttributeValue> item(KeptClients clients, String key) {
        return clients.dynamo
                .getItem(get -> get.tableName("kept").key(key(key)))
                .item();
    }

    private static Map<String, AttributeValue> key(String key) {
        return Map.of("pk", AttributeValue.fromS(key));
    }
}
