package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.problem.Problems;
import dev.slipway.deployer.reconcile.port.Journal;
import dev.slipway.deployer.reconcile.port.Journal.Condition;
import dev.slipway.deployer.reconcile.port.Journal.Item;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.release.CommandAnswer;
import dev.slipway.deployer.release.Outbox;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.release.SkippedPush;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes projections and tells the outside what STATE's outbox says. Everything here may happen twice. */
final class Teller {
    private static final Logger LOG = LoggerFactory.getLogger(Teller.class);
    private static final Duration KEEP_SKIPPED = Duration.ofDays(90);
    private static final Duration KEEP_UNSENT = Duration.ofDays(7);

    private final Ports ports;
    private final Journal journal;
    private final Store store;
    private final Quarantine quarantine;
    private final Codec codec;
    private final String prefix;

    Teller(Ports ports, Store store, Codec codec, String prefix) {
        this.ports = ports;
        this.journal = ports.journal();
        this.store = store;
        this.quarantine = new Quarantine(ports.journal());
        this.codec = codec;
        this.prefix = prefix;
    }

    void tell(ServiceState state) {
        Outbox outbox = state.outbox();
        if (outbox.project()) {
            state.release().ifPresent(release -> project(state, release));
        }
        outbox.ended().forEach(release -> project(state, release));
        quarantine.settle(state);
        outbox.skipped().forEach(push -> skipped(state.service(), push));
        outbox.answers().forEach(answer -> answered(state.service(), answer));
        if (!outbox.answers().isEmpty()) {
            status(state);
        }
        TellingProblems.of(state).forEach(ProblemLog::tell);
        for (int n = 0; n < outbox.announcements().size(); n++) {
            announce(state, outbox.announcements().get(n), n);
        }
    }

    private void project(ServiceState state, Release release) {
        var index = new TreeMap<String, String>();
        index.put("service", state.service().value());
        journal.put(
                new Item(Keys.RELEASES, release.id().value(), codec.write(index), 0, "", Optional.empty()),
                new Condition.None());
        journal.put(
                new Item(
                        Keys.service(state.service()),
                        Keys.release(release.id()),
                        codec.write(release),
                        state.version(),
                        "",
                        Optional.empty()),
                new Condition.Newer());
    }

    private void skipped(ServiceName service, SkippedPush push) {
        String key = Keys.SKIPPED + push.push().digest() + "#" + push.reason().slug();
        var before = journal.get(Keys.service(service), key).map(item -> codec.read(item.body(), Skipped.class));
        var now = new Skipped(
                push,
                before.map(Skipped::firstSeen).orElse(push.at()),
                push.at(),
                1 + before.map(Skipped::count).orElse(0));
        journal.put(
                new Item(
                        Keys.service(service),
                        key,
                        codec.write(now),
                        0,
                        "",
                        Optional.of(push.at().plus(KEEP_SKIPPED))),
                new Condition.None());
    }

    private void answered(ServiceName service, CommandAnswer answer) {
        String key = Keys.COMMAND + answer.parameter() + "#" + answer.writtenAt() + "#" + answer.version();
        journal.put(
                new Item(Keys.service(service), key, codec.write(answer), 0, "", Optional.empty()),
                new Condition.None());
        // One that is refused is told as a problem.
        if (answer.accepted()) {
            LOG.atInfo()
                    .addKeyValue("service", service)
                    .addKeyValue("command", answer.command())
                    .addKeyValue("by", answer.by())
                    .log(answer.answer());
        }
    }

    private void status(ServiceState state) {
        try {
            writeStatus(state);
        } catch (PortFailure failure) {
            unsent(state, Unsent.STATUS, Unsent.status(codec, state), 0, failure);
        }
    }

    /** A stalled process may write last what is older: it looks whether it did, and puts it right. */
    private void writeStatus(ServiceState state) {
        var written = state;
        for (int attempt = 0; attempt < 3; attempt++) {
            ports.parameters().put("/" + prefix + "/status/" + state.service(), Unsent.status(codec, written));
            var stored = store.load(state.service()).orElse(written);
            if (stored.lastAnswers().equals(written.lastAnswers())) {
                return;
            }
            written = stored;
        }
    }

    private void announce(ServiceState state, Outbox.Announcement announcement, int n) {
        var detail = new TreeMap<String, Object>();
        detail.put("id", announcement.release() + "#" + state.version());
        detail.put("service", state.service().value());
        detail.put("release", announcement.release());
        detail.put("state", announcement.state());
        detail.put("reason", announcement.reason());
        announcement.remedy().ifPresent(command -> detail.put("remedy", command));
        announcement.problem().ifPresent(code -> detail.put("problem", code.slug()));
        detail.put("stateVersion", state.version());
        String text = codec.write(detail);
        try {
            ports.announcer().announce(Unsent.RELEASE_CHANGED, text);
        } catch (PortFailure failure) {
            unsent(state, Unsent.ANNOUNCEMENT, text, n, failure);
        }
    }

    /** Kept for the sweep to send later; nothing waits for it. */
    private void unsent(ServiceState state, String kind, String text, int n, PortFailure failure) {
        Instant now = ports.clock().now();
        ProblemLog.tell(
                Problems.announcementFailed(state.service(), kind, failure.getMessage(), now.plus(Sweep.EVERY)));
        Instant until = now.plus(KEEP_UNSENT);
        String key = state.service() + "#" + kind + "#" + state.version() + "#" + n;
        journal.put(new Item(Keys.UNSENT, key, text, 0, "", Optional.of(until)), new Condition.None());
    }

    /** A skipped push as kept. */
    record Skipped(SkippedPush last, Instant firstSeen, Instant lastSeen, int count) {}
}
