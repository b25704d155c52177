package dev.slipway.deployer.config;

import dev.slipway.deployer.config.ConfigReader.Reading;
import dev.slipway.deployer.reconcile.port.ConfigFiles;
import dev.slipway.deployer.reconcile.port.ConfigSource;
import dev.slipway.deployer.reconcile.port.PortFailure;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A configuration tree, read again when one of its files changed. Thread-safe.
 *
 * <p>A tree with a fault keeps the last good one in force. If there never was a good one, its services without a fault are
 * in force, so that one broken file does not keep the others from starting.
 */
public final class TreeConfigSource implements ConfigSource {
    private static final ConfigSet EMPTY =
            new ConfigSet("", new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), List.of());

    private final ConfigFiles files;
    private final SuiteRules rules;
    private Optional<String> signature = Optional.empty();
    private Optional<ConfigSet> lastGood = Optional.empty();
    private ConfigSet current = EMPTY;

    /** A source that reads {@code files} when it is first asked. */
    public TreeConfigSource(ConfigFiles files, SuiteRules rules) {
        this.files = files;
        this.rules = rules;
    }

    /** All faults of the tree as it is now, by file, line and column; empty if it is good. */
    public static List<String> validate(ConfigFiles files, SuiteRules rules) {
        return new TreeConfigSource(files, rules).current().faults();
    }

    @Override
    public synchronized ConfigSet current() {
        try {
            String now = files.signature();
            if (!signature.equals(Optional.of(now))) {
                current = set(new ConfigTree(files.read()));
                signature = Optional.of(now);
            }
        } catch (IOException | PortFailure e) {
            signature = Optional.empty();
            current = with(lastGood.orElse(EMPTY), List.of(files.location() + ": can't be read: " + e.getMessage()));
        }
        return current;
    }

    private ConfigSet set(ConfigTree tree) {
        Reading reading = ConfigReader.read(tree, rules);
        if (!reading.faults().isEmpty() && lastGood.isPresent()) {
            return with(lastGood.get(), reading.faults());
        }
        var read = new ConfigSet(
                tree.hash(),
                reading.services(),
                tree.suitesAndSchemas(),
                tree.under(ConfigTree.TEMPLATES),
                reading.faults());
        if (reading.faults().isEmpty()) {
            lastGood = Optional.of(read);
        }
        return read;
    }

    private static ConfigSet with(ConfigSet set, List<String> faults) {
        return new ConfigSet(set.hash(), set.services(), set.suites(), set.templates(), faults);
    }
}
