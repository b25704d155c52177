package dev.slipway.deployer.simulation;

import dev.slipway.deployer.reconcile.port.Journal.Condition;
import dev.slipway.deployer.reconcile.port.Journal.Item;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The one table, with DynamoDB's conditions and consistent reads. Tells whoever watches of every item that changes. */
final class SimulatedTable {
    private final TreeMap<String, TreeMap<String, Item>> partitions = new TreeMap<>();
    private final BiConsumer<@Nullable Item, Item> onChange;

    SimulatedTable(BiConsumer<@Nullable Item, Item> onChange) {
        this.onChange = onChange;
    }

    Optional<Item> get(String pk, String sk) {
        return Optional.ofNullable(partition(pk).get(sk));
    }

    boolean put(Item item, Condition condition) {
        Item present = partition(item.pk()).get(item.sk());
        boolean holds = holds(condition, present, item);
        if (holds) {
            partitions.computeIfAbsent(item.pk(), pk -> new TreeMap<>()).put(item.sk(), item);
            onChange.accept(present, item);
        }
        return holds;
    }

    List<Item> query(String pk, String skPrefix, boolean backwards, int limit) {
        var among = partition(pk).subMap(skPrefix, true, skPrefix + Character.MAX_VALUE, false);
        return (backwards ? among.descendingMap() : among)
                .values().stream().limit(limit).toList();
    }

    void delete(String pk, String sk) {
        partition(pk).remove(sk);
    }

    private NavigableMap<String, Item> partition(String pk) {
        TreeMap<String, Item> present = partitions.get(pk);
        return present == null ? new TreeMap<>() : present;
    }

    private static boolean holds(Condition condition, @Nullable Item present, Item item) {
        return switch (condition) {
            case Condition.None() -> true;
            case Condition.Absent() -> present == null;
            case Condition.VersionIs(long version) -> present != null && present.version() == version;
            case Condition.Newer() -> present == null || present.version() < item.version();
            case Condition.OwnerIs(String owner) ->
                present != null && present.owner().equals(owner);
        };
    }
}
