package dev.slipway.sandbox.tasks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One layer of an image: a tar archive, perhaps gzipped, that adds to the layers below it and takes away from them.
 * Owners, devices and set-user-id bits are left out: whoever unpacks has no right to them.
 */
final class LayerArchive {
    private static final Logger LOG = LoggerFactory.getLogger(LayerArchive.class);
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    private static final int BUFFER_BYTES = 1 << 16;

    private final Root root;
    private final Set<Path> added = new HashSet<>();
    private final Map<Path, Integer> directoryModes = new LinkedHashMap<>();

    private LayerArchive(Root root) {
        this.root = root;
    }

    /**
     * Unpacks an archive over what is in {@code root}.
     *
     * @throws IOException if it can't be read, is compressed by anything but gzip, or names something outside the root
     */
    static void unpack(InputStream archive, Root root) throws IOException {
        var layer = new LayerArchive(root);
        var tar = new TarArchiveInputStream(uncompressed(new BufferedInputStream(archive, BUFFER_BYTES)), "UTF-8");
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            try {
                layer.add(entry, tar);
            } catch (InvalidPathException e) {
                LOG.warn(
                        "left out of an image, since this system's file names can't hold its name: {}",
                        entry.getName());
            }
        }
        layer.setDirectoryModes();
    }

    private static InputStream uncompressed(BufferedInputStream in) throws IOException {
        in.mark(4);
        byte[] magic = in.readNBytes(4);
        in.reset();
        if (magic.length >= 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b) {
            return new GZIPInputStream(in, BUFFER_BYTES);
        }
        if (magic.length == 4 && (magic[0] & 0xff) == 0x28 && (magic[1] & 0xff) == 0xb5 && (magic[2] & 0xff) == 0x2f) {
            throw new FileSystemException(
                    "a layer is compressed by zstd, which is read by a Docker engine only; build the image with gzip");
        }
        return in;
    }

    private void add(TarArchiveEntry entry, InputStream content) throws IOException {
        String name = entry.getName();
        if (name.replaceAll("[/.]", "").isEmpty() && !name.contains("..")) {
            return; // the root directory itself
        }
        Path place = root.place(name);
        String last = String.valueOf(place.getFileName());
        if (last.equals(OPAQUE)) {
            hideWhatIsBelow(place.resolveSibling(""));
        } else if (last.startsWith(WHITEOUT)) {
            Trees.delete(place.resolveSibling(last.substring(WHITEOUT.length())));
        } else if (entry.isDirectory()) {
            addDirectory(place, entry.getMode());
        } else {
            addFile(entry, place, content);
        }
    }

    private void addDirectory(Path place, int mode) throws IOException {
        if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(place);
            Files.createDirectory(place);
        }
        added.add(place);
        directoryModes.put(place, mode);
    }

    private void addFile(TarArchiveEntry entry, Path place, InputStream content) throws IOException {
        if (entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO()) {
            return;
        }
        if (entry.isLink()) {
            Path original = root.place(entry.getLinkName());
            if (original.equals(place)) {
                return;
            }
            Trees.delete(place);
            Files.createLink(place, original);
        } else if (entry.isSymbolicLink()) {
            Trees.delete(place);
            Files.createSymbolicLink(place, Path.of(entry.getLinkName()));
        } else {
            // Never written over: the file may be linked from another image's root.
            Trees.delete(place);
            Files.copy(content, place);
            Files.setLastModifiedTime(place, entry.getLastModifiedTime());
            Files.setPosixFilePermissions(place, permissions(entry.getMode()));
        }
        added.add(place);
    }

    private void hideWhatIsBelow(Path directory) throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
            for (Path child : children) {
                if (!added.contains(child)) {
                    Trees.delete(child);
                }
            }
        }
    }

    private void setDirectoryModes() throws IOException {
        for (var directory : directoryModes.entrySet()) {
            if (Files.isDirectory(directory.getKey(), LinkOption.NOFOLLOW_LINKS)) {
                // Its owner must be able to unpack the next layer into it, and to delete it.
                Files.setPosixFilePermissions(directory.getKey(), permissions(directory.getValue() | 0700));
            }
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        var text = new StringBuilder("rwxrwxrwx");
        for (int bit = 0; bit < text.length(); bit++) {
            if ((mode & (0400 >> bit)) == 0) {
                text.setCharAt(bit, '-');
            }
        }
        return PosixFilePermissions.fromString(text.toString());
    }
}
