package dev.slipway.sandbox.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Buckets as directories, objects as files: a line of JSON that says whose they are, then their bytes. A file is written
 * beside its place and moved there, so a killed process leaves the object before or the one after.
 */
final class ObjectFiles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String UNFINISHED = ".new";
    private static final String BUCKET = "bucket.json";

    private final Path root;

    ObjectFiles(Path root) {
        this.root = root;
    }

    /** Tells every bucket and every object that is kept. */
    void read(Reader reader) {
        try {
            Files.createDirectories(root);
            for (Path bucket : entries(root)) {
                if (!Files.exists(bucket.resolve(BUCKET))) {
                    continue; // its making was not finished
                }
                String name = bucket.getFileName().toString();
                JsonNode about = JSON.readTree(bucket.resolve(BUCKET).toFile());
                reader.bucket(name, Instant.parse(about.path("made").asText()));
                for (Path file : entries(bucket)) {
                    String fileName = file.getFileName().toString();
                    if (fileName.endsWith(UNFINISHED)) {
                        Files.delete(file);
                    } else if (!fileName.equals(BUCKET)) {
                        read(name, Files.readAllBytes(file), reader);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the kept objects in " + root + " can't be read", e);
        }
    }

    private static List<Path> entries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        }
    }

    private static void read(String bucket, byte[] file, Reader reader) throws IOException {
        int end = 0;
        while (file[end] != '\n') {
            end++;
        }
        JsonNode about = JSON.readTree(file, 0, end);
        reader.object(
                bucket,
                about.path("key").asText(),
                new StoredObject(
                        Arrays.copyOfRange(file, end + 1, file.length),
                        about.path("contentType").asText(),
                        about.path("etag").asText(),
                        Instant.parse(about.path("lastModified").asText())));
    }

    /** Is told what is kept. */
    interface Reader {
        void bucket(String name, Instant made);

        void object(String bucket, String key, StoredObject object);
    }

    void create(String bucket, Instant made) {
        String about = JSON.createObjectNode().put("made", made.toString()) + "\n";
        write(root.resolve(bucket), BUCKET, about.getBytes(StandardCharsets.UTF_8));
    }

    void delete(String bucket) {
        try {
            Path directory = root.resolve(bucket);
            for (Path file : entries(directory)) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("the bucket '" + bucket + "' can't be forgotten", e);
        }
    }

    void put(String bucket, String key, StoredObject object) {
        String about = JSON.createObjectNode()
                        .put("key", key)
                        .put("contentType", object.contentType())
                        .put("etag", object.etag())
                        .put("lastModified", object.lastModified().toString())
                + "\n";
        byte[] line = about.getBytes(StandardCharsets.UTF_8);
        byte[] whole = Arrays.copyOf(line, line.length + object.bytes().length);
        System.arraycopy(object.bytes(), 0, whole, line.length, object.bytes().length);
        write(root.resolve(bucket), nameOf(key), whole);
    }

    void remove(String bucket, String key) {
        try {
            Files.deleteIfExists(root.resolve(bucket).resolve(nameOf(key)));
        } catch (IOException e) {
            throw new UncheckedIOException("the object '" + key + "' can't be forgotten", e);
        }
    }

    /** A key may be longer than a file's name, and hold anything. */
    private static String nameOf(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void write(Path directory, String name, byte[] bytes) {
        try {
            Files.createDirectories(directory);
            Path unfinished = directory.resolve(name + UNFINISHED);
            Files.write(unfinished, bytes);
            Files.move(unfinished, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing can be kept in " + directory, e);
        }
    }
}
