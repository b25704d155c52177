package dev.slipway.sandbox.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The bytes of layers and configurations: files named by their SHA-256, beside the uploads that are not finished. */
public final class BlobDirectory {
    private static final String DIGEST = "sha256:[0-9a-f]{64}";
    private static final String UPLOAD = "[0-9a-f-]{36}";

    private final Path blobs;
    private final Path uploads;

    /** The blobs below {@code root}, which is created if it is not there. */
    public BlobDirectory(Path root) throws IOException {
        this.blobs = Files.createDirectories(root.resolve("blobs"));
        this.uploads = Files.createDirectories(root.resolve("uploads"));
    }

    static boolean isDigest(String text) {
        return text.matches(DIGEST);
    }

    /** The file of a blob that is there. */
    Optional<Path> find(String digest) {
        Path file = blobs.resolve(digest.substring(digest.indexOf(':') + 1));
        return isDigest(digest) && Files.exists(file) ? Optional.of(file) : Optional.empty();
    }

    void begin(String upload) throws IOException {
        Files.createFile(uploads.resolve(upload));
    }

    boolean isUpload(String upload) {
        return upload.matches(UPLOAD) && Files.exists(uploads.resolve(upload));
    }

    /** Adds to an upload; its size afterwards, in bytes. */
    long append(String upload, InputStream more) throws IOException {
        Path file = uploads.resolve(upload);
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            more.transferTo(out);
        }
        return Files.size(file);
    }

    long sizeOf(String upload) throws IOException {
        return Files.size(uploads.resolve(upload));
    }

    /** Makes a finished upload a blob; its size in bytes. Empty, and the upload forgotten, if the digest is not its. */
    Optional<Long> finish(String upload, String digest) throws IOException {
        Path file = uploads.resolve(upload);
        if (!digest.equals(digestOf(file))) {
            Files.delete(file);
            return Optional.empty();
        }
        long size = Files.size(file);
        Files.move(
                file,
                blobs.resolve(digest.substring("sha256:".length())),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        return Optional.of(size);
    }

    void cancel(String upload) throws IOException {
        Files.deleteIfExists(uploads.resolve(upload));
    }

    private static String digestOf(Path file) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return "sha256:" + HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
