package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.reconcile.port.Journal.Item;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.release.CommandAnswer;
import dev.slipway.deployer.release.ServiceState;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Announcements and statuses that could not be sent: kept, and sent again by the sweep until they arrive. */
final class Unsent {
    static final String ANNOUNCEMENT = "announcement";
    static final String STATUS = "status";
    static final String RELEASE_CHANGED = "Slipway Release State Change";

    private static final Logger LOG = LoggerFactory.getLogger(Unsent.class);
    private static final int AT_ONCE = 25;

    private final Ports ports;
    private final Store store;
    private final Codec codec;
    private final String prefix;

    Unsent(Ports ports, Store store, Codec codec, String prefix) {
        this.ports = ports;
        this.store = store;
        this.codec = codec;
        this.prefix = prefix;
    }

    /** What the status parameter holds. */
    record Status(long stateVersion, List<CommandAnswer> answers) {
        Status {
            answers = List.copyOf(answers);
        }
    }

    static String status(Codec codec, ServiceState state) {
        return codec.write(new Status(state.version(), state.lastAnswers()));
    }

    /** The oldest first; ends with the first that still can't be sent. */
    void sendAgain() {
        for (Item item : ports.journal().query(Keys.UNSENT, "", false, AT_ONCE)) {
            try {
                send(item);
            } catch (PortFailure failure) {
                LOG.atDebug().addKeyValue("because", failure.getMessage()).log("{} waits still", item.sk());
                return;
            }
            ports.journal().delete(item.pk(), item.sk());
            LOG.atInfo().addKeyValue("unsent", item.sk()).log("sent at last");
        }
    }

    private void send(Item item) {
        String[] key = item.sk().split("#", -1);
        if (key[1].equals(ANNOUNCEMENT)) {
            ports.announcer().announce(RELEASE_CHANGED, item.body());
            return;
        }
        // What is true now, not what was then.
        var service = new ServiceName(key[0]);
        String text = store.load(service).map(state -> status(codec, state)).orElse(item.body());
        ports.parameters().put("/" + prefix + "/status/" + service, text);
    }
}
