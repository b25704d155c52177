package dev.slipway.deployer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.testing.MapJournal;
import dev.slipway.deployer.testing.ScriptedPorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnsentTest {
    private static final ServiceName SHOP = new ServiceName("shop-api");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final MapJournal journal = new MapJournal();
    private final Codec codec = new Codec();
    private final List<String> sent = new ArrayList<>();
    private boolean isRefused;

    @Test
    void sendsAnAnnouncementAgainAndForgetsIt() {
        journal.with(Keys.UNSENT, "shop-api#announcement#7#0", "{\"id\":\"x\"}");

        unsent().sendAgain();

        assertThat(sent).containsExactly("announce Slipway Release State Change {\"id\":\"x\"}");
        assertThat(journal.query(Keys.UNSENT, "", false, 10)).isEmpty();
    }

    @Test
    void writesTheStatusAsItIsNow() {
        var state = ServiceState.unseen(SHOP, NOON).change().version(9).done();
        journal.with(Keys.service(SHOP), Keys.STATE, codec.write(state))
                .with(Keys.UNSENT, "shop-api#status#7#0", "older");

        unsent().sendAgain();

        assertThat(sent).containsExactly("put /slipway/status/shop-api " + Unsent.status(codec, state));
    }

    @Test
    void keepsWhatStillCannotBeSent() {
        journal.with(Keys.UNSENT, "shop-api#announcement#7#0", "{}");
        isRefused = true;

        unsent().sendAgain();

        assertThat(journal.query(Keys.UNSENT, "", false, 10)).hasSize(1);
    }

    private Unsent unsent() {
        var ports = ScriptedPorts.of(journal, this::answer);
        return new Unsent(ports, new Store(journal, codec), codec, "slipway");
    }

    private Object answer(Class<?> port, String call, List<Object> arguments) {
        if (isRefused) {
            throw PortFailure.throttled("events:PutEvents", "slow down");
        }
        sent.add(call + " " + arguments.get(0) + " " + arguments.get(1));
        return 1L;
    }
}
