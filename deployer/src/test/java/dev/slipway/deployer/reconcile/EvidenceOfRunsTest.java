package dev.slipway.deployer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.model.Verdict;
import dev.slipway.deployer.reconcile.port.Journal.Condition;
import dev.slipway.deployer.reconcile.port.Journal.Item;
import dev.slipway.deployer.release.Facts;
import dev.slipway.deployer.release.GateVisit;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState;
import dev.slipway.deployer.release.Trigger;
import dev.slipway.deployer.testing.MapJournal;
import dev.slipway.deployer.testing.ScriptedPorts;
import dev.slipway.deployer.testing.Specs;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the journal says of a smoke run that STATE names by its token. */
class EvidenceOfRunsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final ServiceSpec SHOP =
            Specs.shopApi().gates(Specs.gate(GateKind.TEST)).build();
    private static final String PARTITION = Keys.service(SHOP.name());
    private static final ReleaseState.Pin PIN = new ReleaseState.Pin("deployment", "shop:7");
    private static final GateVisit VISIT = new GateVisit(
            "hook",
            GateKind.TEST,
            1,
            NOON,
            Optional.empty(),
            1,
            0,
            Optional.of(new GateVisit.Claim("token", NOON)),
            Optional.empty());
    private static final Release RELEASE = Release.met(
                    new ReleaseId("01JD%022d".formatted(7)),
                    new Trigger.Foreign("deployment", Optional.empty()),
                    Image.of("shop/api", new Digest("sha256:" + "07".repeat(32)), "v7"),
                    "td",
                    PIN,
                    NOON)
            .to(new ReleaseState.AtGate(NOON, PIN, VISIT), NOON, "the hook waits");

    private final MapJournal journal = new MapJournal();

    @Test
    void theReportOfTheClaimedRunCounts() {
        reported("token");

        var run = read();

        assertThat(run)
                .isEqualTo(new Facts.Run(Optional.of(new Facts.Report(Verdict.PASS, "3 passed")), Optional.empty()));
    }

    @Test
    void theReportOfAnotherRunCountsForNothing() {
        reported("a-stalled-run");

        var run = read();

        assertThat(run).isEqualTo(new Facts.Run(Optional.empty(), Optional.empty()));
    }

    @Test
    void theRunnerOfAGateThatIsOverLosesItsLease() {
        journal.put(item(lease(), "{\"until\":\"2026-01-01T12:00:30Z\"}", "token"), new Condition.None());
        var ports = ScriptedPorts.of(journal, (type, call, arguments) -> NOON);
        var over = RELEASE.to(new ReleaseState.Rolling(NOON, PIN, Optional.of(VISIT)), NOON, "passed");

        new LeftGates(ports).stop(SHOP, RELEASE, over);

        assertThat(journal.get(PARTITION, lease())).contains(item(lease(), "{\"until\":\"2026-01-01T12:00:00Z\"}", ""));
    }

    private Facts.Run read() {
        return new RunReader(journal, new Codec()).read(SHOP.name(), RELEASE, VISIT);
    }

    private void reported(String owner) {
        String key = Keys.report(RELEASE.id(), VISIT.key(), VISIT.attempt());
        journal.put(item(key, "{\"verdict\":\"PASS\",\"summary\":\"3 passed\"}", owner), new Condition.None());
    }

    private static String lease() {
        return Keys.lease(RELEASE.id(), VISIT.key(), VISIT.attempt());
    }

    private static Item item(String key, String body, String owner) {
        return new Item(PARTITION, key, body, 0, owner, Optional.empty());
    }
}
