package dev.slipway.deployer.config;

import java.util.Comparator;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Where something is written.
 *
 * @param file   relative to the tree, with {@code /}
 * @param line   from 1
 * @param column from 1
 */
record Place(String file, int line, int column) implements Comparable<Place> {

    static Place startOf(String file) {
        return new Place(file, 1, 1);
    }

    static Place of(String file, Optional<Mark> mark) {
        return mark.map(at -> new Place(file, at.getLine() + 1, at.getColumn() + 1))
                .orElseGet(() -> startOf(file));
    }

    @Override
    public int compareTo(Place other) {
        return Comparator.comparing(Place::file)
                .thenComparingInt(Place::line)
                .thenComparingInt(Place::column)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
