package dev.slipway.deployer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.reconcile.port.ConfigSource.ConfigSet;
import dev.slipway.deployer.reconcile.port.Images;
import dev.slipway.deployer.reconcile.port.Inbox;
import dev.slipway.deployer.reconcile.port.Journal;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.release.Lease;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.stimulus.Home;
import dev.slipway.deployer.stimulus.Stimulus;
import dev.slipway.deployer.testing.MapJournal;
import dev.slipway.deployer.testing.ScriptedPorts;
import dev.slipway.deployer.testing.Specs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A worker of this version beside one of the next, which has written the service's memory in a way this one can't read. */
class OlderWorkerTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final ServiceSpec SHOP = Specs.shopApi().build();
    private static final String PARTITION = Keys.service(SHOP.name());

    private final MapJournal journal = new MapJournal();
    private final List<String> asked = new ArrayList<>();
    private final List<List<Object>> sent = new ArrayList<>();
    private final Ports ports = ScriptedPorts.of(journal, this::answer);
    private final Reconciler reconciler = new Reconciler(ports, "slipway", Lease.DEFAULT);
    private List<Journal.Item> before = List.of();

    @BeforeEach
    void theNextVersionWrote() throws IOException {
        String state = Files.readString(Path.of("src/test/resources/journal/schema-2/state-registering.json"));
        journal.with(PARTITION, Keys.STATE, state.replace("\"schema\": 2", "\"schema\": " + (ServiceState.SCHEMA + 1)));
        before = remembered();
    }

    @Test
    void leavesAMessageForTheOtherOneAndWritesNothing() {
        var message = new Inbox.Message("id", "receipt", new Stimulus.WakeUp(SHOP.name(), "token").body(), 1);

        new Worker(ports, reconciler, "slipway", Home.UNKNOWN).handle(message);

        assertThat(sent).containsExactly(List.of(message.body(), Worker.JOURNAL_AWAY));
        assertThat(asked).containsExactly("delete");
        assertThat(remembered()).isEqualTo(before);
    }

    @Test
    void sweepsPastTheServiceAndWritesNothing() {
        new Sweep(ports, reconciler, "slipway").all();

        assertThat(asked).containsExactly("list");
        assertThat(remembered()).isEqualTo(before);
    }

    private List<Journal.Item> remembered() {
        return journal.query(PARTITION, "", false, 100);
    }

    private Object answer(Class<?> port, String call, List<Object> arguments) {
        return switch (call) {
            case "now" -> NOON;
            case "token" -> "token";
            case "current" -> arguments.isEmpty() ? config() : List.of();
            case "send" -> {
                sent.add(arguments);
                yield Optional.empty();
            }
            case "delete" -> {
                asked.add(call);
                yield Optional.empty();
            }
            case "list" -> {
                asked.add(call);
                yield new Images.Page(List.of(), "");
            }
            default -> throw new AssertionError(port + " was asked to " + call + " " + arguments);
        };
    }

    private static ConfigSet config() {
        var services = new TreeMap<ServiceName, ServiceSpec>();
        services.put(SHOP.name(), SHOP);
        return new ConfigSet("hash", services, new TreeMap<>(), new TreeMap<>(), List.of());
    }
}
