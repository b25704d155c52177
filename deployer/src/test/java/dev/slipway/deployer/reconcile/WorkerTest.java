package dev.slipway.deployer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.reconcile.port.ConfigSource.ConfigSet;
import dev.slipway.deployer.reconcile.port.Inbox;
import dev.slipway.deployer.release.Lease;
import dev.slipway.deployer.stimulus.Home;
import dev.slipway.deployer.testing.MapJournal;
import dev.slipway.deployer.testing.ScriptedPorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What becomes of a message. */
class WorkerTest {
    private static final Home HOME = new Home("123456789012", "eu-west-1");

    private final List<String> calls = new ArrayList<>();

    @Test
    void whatNobodyCanReadIsLeftForTheDeadLetters() {
        handle("no JSON");

        assertThat(calls).isEmpty();
    }

    @Test
    void whatSaysNothingToUsIsDeleted() {
        handle("{\"source\":\"aws.s3\",\"detail-type\":\"Object Created\",\"time\":\"2026-01-01T12:00:00Z\","
                + "\"account\":\"1\",\"region\":\"eu-west-1\",\"detail\":{}}");

        assertThat(calls).containsExactly("delete");
    }

    @Test
    void pushesToRegistriesOfOthersAreNoneOfOurs() {
        handle(push("210987654321", "eu-west-1"));
        handle(push("123456789012", "us-east-1"));
        var ofOthers = List.copyOf(calls);
        handle(push("123456789012", "eu-west-1"));

        assertThat(ofOthers).containsExactly("delete", "delete");
        assertThat(calls).contains("current");
    }

    private static String push(String account, String region) {
        return "{\"source\":\"aws.ecr\",\"detail-type\":\"ECR Image Action\",\"time\":\"2026-01-01T12:00:00Z\","
                + "\"account\":\"" + account + "\",\"region\":\"" + region + "\",\"detail\":{\"action-type\":\"PUSH\","
                + "\"result\":\"SUCCESS\",\"repository-name\":\"shop/api\",\"image-tag\":\"v2\",\"image-digest\":\"sha256:"
                + "2".repeat(64) + "\"}}";
    }

    private void handle(String body) {
        var ports = ScriptedPorts.of(new MapJournal(), (type, call, arguments) -> {
            calls.add(call);
            return switch (call) {
                case "current" -> new ConfigSet("hash", new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), List.of());
                case "now" -> Instant.parse("2026-01-01T12:00:00Z");
                default -> true;
            };
        });

        new Worker(ports, new Reconciler(ports, "slipway", Lease.DEFAULT), "slipway", HOME)
                .handle(new Inbox.Message("id", "receipt", body, 1));
    }
}
