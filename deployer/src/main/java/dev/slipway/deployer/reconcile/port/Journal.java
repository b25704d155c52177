package dev.slipway.deployer.reconcile.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The one DynamoDB table: items under a partition and a sort key, written whole, each with one condition. All reads are
 * consistent. Every method throws {@link PortFailure}; a failed condition is an answer, not a failure.
 */
public interface Journal {

    /** GetItem. */
    Optional<Item> get(String pk, String sk);

    /** PutItem; whether the condition held. An uncertain answer is a {@link PortFailure}: read again before acting. */
    boolean put(Item item, Condition condition);

    /** Query of a partition for sort keys with this prefix, in order or backwards, at most {@code limit} items, one page. */
    List<Item> query(String pk, String skPrefix, boolean backwards, int limit);

    /** DeleteItem; no error if it is not there. */
    void delete(String pk, String sk);

    /**
     * One item.
     *
     * @param body      JSON text; at most 350 KiB
     * @param version   number to put conditions on; 0 where it has no meaning
     * @param owner     token to put conditions on; empty where it has no meaning
     * @param expiresAt when DynamoDB may forget it (its TTL); empty means never
     */
    record Item(String pk, String sk, String body, long version, String owner, Optional<Instant> expiresAt) {}

    /** What must hold of the stored item for a put to take place. */
    sealed interface Condition {

        /** Nothing. */
        record None() implements Condition {}

        /** There is no such item. */
        record Absent() implements Condition {}

        /** The stored version is exactly this. */
        record VersionIs(long version) implements Condition {}

        /** There is no such item, or its version is lower than that of the item put. */
        record Newer() implements Condition {}

        /** The stored owner is exactly this. */
        record OwnerIs(String owner) implements Condition {}
    }
}
