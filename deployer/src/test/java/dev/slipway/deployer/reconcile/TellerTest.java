package dev.slipway.deployer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.reconcile.port.Journal;
import dev.slipway.deployer.release.CommandAnswer;
import dev.slipway.deployer.release.Intake;
import dev.slipway.deployer.release.Push;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.release.SkippedPush;
import dev.slipway.deployer.testing.MapJournal;
import dev.slipway.deployer.testing.ScriptedPorts;
import dev.slipway.deployer.testing.Specs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the outside is told, and that telling it twice does no harm. */
class TellerTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final ServiceName SHOP = new ServiceName("shop-api");
    private static final ServiceState SEEN = ServiceState.unseen(SHOP, NOON.minusSeconds(60));

    private final Codec codec = new Codec();
    private final MapJournal journal = new MapJournal();
    private final List<Object> statuses = new ArrayList<>();

    @Test
    void aStatusWrittenLateIsPutRight() {
        var older = SEEN.change().answering(answer(1)).version(2).done();
        var newer = older.change().answering(answer(2)).version(3).done();
        journal.with(Keys.service(SHOP), Keys.STATE, codec.write(newer));

        tell(older);

        assertThat(statuses).containsExactly(Unsent.status(codec, older), Unsent.status(codec, newer));
    }

    @Test
    void aPushThatStartedNothingLeavesOneEntryHoweverOftenItComes() {
        tell(skipping(0));

        tell(skipping(30));

        assertThat(journal.query(Keys.service(SHOP), Keys.SKIPPED, false, 10))
                .extracting(Journal.Item::body)
                .containsExactly(codec.write(new Teller.Skipped(skipped(30), NOON, NOON.plusSeconds(30), 2)));
    }

    private static ServiceState skipping(int seconds) {
        Instant at = NOON.plusSeconds(seconds);
        var id = new ReleaseId("01JD%022d".formatted(7));
        return Intake.admit(SEEN, Specs.shopApi().build(), push(at), id, at).next();
    }

    private static SkippedPush skipped(int seconds) {
        Instant at = NOON.plusSeconds(seconds);
        return new SkippedPush(
                push(at), SkippedPush.Reason.NOT_MATCHING, "no tag policy of the service matches 'nightly'", at);
    }

    private static Push push(Instant at) {
        return new Push("shop/api", "nightly", new Digest("sha256:" + "01".repeat(32)), at);
    }

    private static CommandAnswer answer(int version) {
        return new CommandAnswer("/slipway/command/shop-api", version, "hold", "ann", NOON, true, "held", "");
    }

    private void tell(ServiceState state) {
        var ports = ScriptedPorts.of(journal, (type, call, arguments) -> {
            if (!call.equals("put")) {
                throw new IllegalStateException("nobody asks for " + call);
            }
            statuses.add(arguments.get(1));
            return 1L;
        });
        new Teller(ports, new Store(journal, codec), codec, "slipway").tell(state);
    }
}
