package dev.slipway.deployer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.reconcile.port.Inbox;
import dev.slipway.deployer.release.Lease;
import dev.slipway.deployer.testing.MapJournal;
import dev.slipway.deployer.testing.ScriptedPorts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a message. */
class WorkerTest {
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

    private void handle(String body) {
        var ports = ScriptedPorts.of(new MapJournal(), (type, call, arguments) -> calls.add(call));

        new Worker(ports, new Reconciler(ports, "slipway", Lease.DEFAULT), "slipway")
                .handle(new Inbox.Message("id", "receipt", body, 1));
    }
}
