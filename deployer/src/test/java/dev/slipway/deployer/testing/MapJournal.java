package dev.slipway.deployer.testing;

import dev.slipway.deployer.reconcile.port.Journal;
import dev.slipway.deployer.reconcile.port.PortFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A journal in memory that takes every put, for readers' tests; it can be told to fail. */
public final class MapJournal implements Journal {
    private final TreeMap<String, TreeMap<String, Item>> partitions = new TreeMap<>();
    private volatile boolean isAway;

    /** From now on nothing answers. */
    public void goAway() {
        isAway = true;
    }

    public MapJournal with(String pk, String sk, String body) {
        put(new Item(pk, sk, body, 0, "", Optional.empty()), new Condition.None());
        return this;
    }

    @Override
    public synchronized Optional<Item> get(String pk, String sk) {
        return Optional.ofNullable(partition(pk, "dynamodb:GetItem").get(sk));
    }

    @Override
    public synchronized boolean put(Item item, Condition condition) {
        partition(item.pk(), "dynamodb:PutItem").put(item.sk(), item);
        return true;
    }

    @Override
    public synchronized List<Item> query(String pk, String skPrefix, boolean backwards, int limit) {
        var items = partition(pk, "dynamodb:Query");
        var found = new ArrayList<Item>();
        for (Item item : (backwards ? items.descendingMap() : items).values()) {
            if (item.sk().startsWith(skPrefix) && found.size() < limit) {
                found.add(item);
            }
        }
        return found;
    }

    @Override
    public synchronized void delete(String pk, String sk) {
        partition(pk, "dynamodb:DeleteItem").remove(sk);
    }

    private NavigableMap<String, Item> partition(String pk, String action) {
        if (isAway) {
            throw PortFailure.uncertain(action, "timed out");
        }
        return partitions.computeIfAbsent(pk, key -> new TreeMap<>());
    }
}
