package dev.slipway.sandbox.tasks;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/**
 * A directory that is to be someone's root directory. Paths are read as they would be read there: links are followed
 * within it, and nothing leads out of it.
 */
record Root(Path directory) {
    private static final int LINKS_AT_MOST = 40;

    /**
     * Where an entry of this name is to be put: its directory is there afterwards, it itself may not be.
     *
     * @throws IOException if the name leads upwards or is the root itself, or its directory can't be made
     */
    Path place(String name) throws IOException {
        Deque<String> components = components(name);
        components.removeIf(component -> component.isEmpty() || component.equals("."));
        if (components.isEmpty() || components.contains("..")) {
            throw new FileSystemException(name, null, "names nothing inside the root directory");
        }
        String last = components.removeLast();
        return walk(components, true).resolve(last);
    }

    /** What this name leads to, links followed; empty if nothing is there. */
    Optional<Path> find(String name) throws IOException {
        Path found = walk(components(name), false);
        return Files.exists(found, LinkOption.NOFOLLOW_LINKS) ? Optional.of(found) : Optional.empty();
    }

    private Path walk(Deque<String> components, boolean making) throws IOException {
        Path at = directory;
        int links = 0;
        while (!components.isEmpty()) {
            String component = components.removeFirst();
            if (component.isEmpty() || component.equals(".")) {
                continue;
            }
            if (component.equals("..")) {
                at = at.equals(directory) ? directory : parent(at);
                continue;
            }
            Path next = at.resolve(component);
            if (Files.isSymbolicLink(next)) {
                if (++links > LINKS_AT_MOST) {
                    throw new FileSystemException(next.toString(), null, "too many links");
                }
                String target = Files.readSymbolicLink(next).toString();
                at = target.startsWith("/") ? directory : at;
                components(target).descendingIterator().forEachRemaining(components::addFirst);
                continue;
            }
            if (making && !Files.isDirectory(next, LinkOption.NOFOLLOW_LINKS)) {
                Files.deleteIfExists(next);
                Files.createDirectory(next);
            }
            at = next;
        }
        return at;
    }

    private Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? directory : parent;
    }

    private static Deque<String> components(String name) {
        return new ArrayDeque<>(Arrays.asList(name.split("/", -1)));
    }
}
