package dev.slipway.deployer.simulation;

import dev.slipway.deployer.reconcile.port.ConfigFiles;
import java.util.SortedMap;
import java.util.TreeMap;

/** A configuration tree that is nowhere but in memory. */
final class SimulatedFiles implements ConfigFiles {
    private final SortedMap<String, String> files = new TreeMap<>();
    private int edits;

    void write(String path, String text) {
        files.put(path, text);
        edits++;
    }

    @Override
    public String location() {
        return "the simulated tree";
    }

    @Override
    public String signature() {
        return Integer.toString(edits);
    }

    @Override
    public SortedMap<String, String> read() {
        return new TreeMap<>(files);
    }
}
