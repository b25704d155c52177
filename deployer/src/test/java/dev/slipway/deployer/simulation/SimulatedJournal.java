package dev.slipway.deployer.simulation;

import dev.slipway.deployer.reconcile.port.Journal;
import java.util.List;
import java.util.Optional;

/** The journal of one process on the one table. */
record SimulatedJournal(SimulatedProcess process, SimulatedTable table) implements Journal {
    @Override
    public Optional<Item> get(String pk, String sk) {
        return process.read("dynamodb:GetItem " + pk + " " + sk, () -> table.get(pk, sk));
    }

    @Override
    public boolean put(Item item, Condition condition) {
        return process.write(
                "dynamodb:PutItem " + item.pk() + " " + Summary.of(item) + " if " + condition,
                () -> table.put(item, condition));
    }

    @Override
    public List<Item> query(String pk, String skPrefix, boolean backwards, int limit) {
        return process.read(
                "dynamodb:Query " + pk + " " + skPrefix + "*", () -> table.query(pk, skPrefix, backwards, limit));
    }

    @Override
    public void delete(String pk, String sk) {
        process.write("dynamodb:DeleteItem " + pk + " " + sk, () -> {
            table.delete(pk, sk);
            return true;
        });
    }
}
