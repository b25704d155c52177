package dev.slipway.deployer.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.reconcile.port.Journal;
import dev.slipway.deployer.reconcile.port.Journal.Condition;
import dev.slipway.deployer.reconcile.port.Journal.Item;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ServiceState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** STATE and the immutable evidence of a service, in the journal. */
public final class Store {
    private final Journal journal;
    private final Codec codec;

    public Store(Journal journal, Codec codec) {
        this.journal = journal;
        this.codec = codec;
    }

    /**
     * What is remembered of a service.
     *
     * @throws JournalNewer if a newer version of Slipway wrote it
     */
    public Optional<ServiceState> load(ServiceName service) {
        return journal.get(Keys.service(service), Keys.STATE).map(item -> {
            int schema = codec.number(item.body(), "schema");
            if (schema > ServiceState.SCHEMA) {
                throw JournalNewer.of(service, schema);
            }
            return codec.read(item.body(), ServiceState.class);
        });
    }

    /** The newest projection of a release; empty if it has none. */
    Optional<Release> release(ServiceName service, ReleaseId id) {
        return journal.get(Keys.service(service), Keys.release(id)).map(item -> codec.read(item.body(), Release.class));
    }

    /** Writes the next version; empty if someone else did meanwhile. */
    Optional<ServiceState> save(ServiceState state) {
        var next = state.change().version(state.version() + 1).done();
        var item = new Item(
                Keys.service(state.service()), Keys.STATE, codec.write(next), next.version(), "", Optional.empty());
        Condition condition = state.version() == 0 ? new Condition.Absent() : new Condition.VersionIs(state.version());
        return journal.put(item, condition) ? Optional.of(next) : Optional.empty();
    }

    /** Keeps a text under its hash, once, and answers with the hash. */
    String keep(ServiceName service, java.util.function.UnaryOperator<String> key, String text) {
        String hash = hash(text);
        journal.put(
                new Item(Keys.service(service), key.apply(hash), text, 0, "", Optional.empty()),
                new Condition.Absent());
        return hash;
    }

    /**
     * Evidence that was kept.
     *
     * @throws IllegalStateException if it is not there, which means that someone deleted it
     */
    String kept(ServiceName service, String key) {
        return journal.get(Keys.service(service), key)
                .map(Item::body)
                .orElseThrow(() -> new IllegalStateException("the journal has lost " + key + " of " + service));
    }

    JsonNode keptTree(ServiceName service, String key) {
        return codec.tree(kept(service, key));
    }

    static String hash(String text) {
        try {
            var sha = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
