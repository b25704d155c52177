package dev.slipway.sandbox.tasks;

import dev.slipway.sandbox.registry.ImageStore.Layer;
import dev.slipway.sandbox.registry.ImageStore.StoredImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The images' file systems, unpacked once. Each stack of layers has a directory of its own, its files linked to those
 * of the stack below, so images that share layers share their files. Nobody may write into them.
 */
final class RootDirectories {
    private static final List<String> MOUNT_POINTS = List.of("proc", "dev", "tmp", "etc");

    private final Path directory;
    private final ReentrantLock unpacking = new ReentrantLock();

    RootDirectories(Path directory) {
        this.directory = directory;
    }

    /** The image's root directory, with the places for what every container is given. */
    Root of(StoredImage image, String workingDirectory) throws IOException {
        unpacking.lock();
        try {
            Files.createDirectories(directory);
            var root = new Root(stack(image.layers()));
            for (String name : MOUNT_POINTS) {
                Path place = root.place(name);
                if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
                    Files.deleteIfExists(place);
                    Files.createDirectory(place);
                }
            }
            root.place(workingDirectory + "/any"); // makes the directories on the way
            giveNames(root);
            return root;
        } finally {
            unpacking.unlock();
        }
    }

    private Path stack(List<Layer> layers) throws IOException {
        Path made = directory.resolve(key(layers));
        if (Files.isDirectory(made)) {
            return made;
        }
        Path growing = Files.createTempDirectory(directory, "unpacking-");
        try {
            if (!layers.isEmpty()) {
                Trees.link(stack(layers.subList(0, layers.size() - 1)), growing);
                try (InputStream archive = layers.getLast().open()) {
                    LayerArchive.unpack(archive, new Root(growing));
                }
            }
            return Files.move(growing, made);
        } finally {
            Trees.delete(growing);
        }
    }

    // What Docker gives every container; without it, 'localhost' is asked of a name server.
    private static void giveNames(Root root) throws IOException {
        for (String file : List.of("/etc/hosts", "/etc/resolv.conf")) {
            Path place = root.place(file);
            if (Files.isReadable(Path.of(file)) && !Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
                Files.deleteIfExists(place);
                Files.copy(Path.of(file), place);
            }
        }
    }

    private static String key(List<Layer> layers) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (Layer layer : layers) {
                digest.update(layer.digest().getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
