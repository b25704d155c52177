package dev.slipway.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.drive.Chronicle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The directory of one sandbox's state. One process at a time has it. */
public final class DataDirectory implements AutoCloseable {
    /** Of what is written; to be raised when an older sandbox could not read it. */
    static final int FORMAT = 1;

    private static final String ABOUT = "sandbox.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path path;
    private final FileChannel lock;
    private final ChronicleFile chronicle;
    private final long seed;

    private DataDirectory(Path path, FileChannel lock, ChronicleFile chronicle, long seed) {
        this.path = path;
        this.lock = lock;
        this.chronicle = chronicle;
        this.seed = seed;
    }

    /**
     * What makes a world what it is, beside what is asked of it.
     *
     * @param writtenBy the sandbox's version
     * @param seed      of a world that begins now; one that is kept has its own
     * @param options   what must be as it was when the directory was begun: value by command-line option
     */
    public record Origin(String writtenBy, long seed, Map<String, String> options) {
        public Origin {
            options = Collections.unmodifiableMap(new TreeMap<>(options));
        }
    }

    /**
     * Takes the directory, and makes it if it is not there.
     *
     * @throws StateUnusable if another process has it, a newer sandbox wrote it, it can't be written to, or the options
     *     are others than those it was begun with
     */
    public static DataDirectory open(Path path, Origin origin) {
        Path directory = path.toAbsolutePath().normalize();
        @Nullable FileChannel lock = null;
        boolean opened = false;
        try {
            Files.createDirectories(directory);
            if (!isOurs(directory)) {
                throw StateUnusable.notOurs(directory);
            }
            lock = locked(directory);
            JsonNode about = about(directory, origin);
            var chronicle =
                    ChronicleFile.below(directory, about.path("writtenBy").asText());
            opened = true;
            return new DataDirectory(
                    directory, lock, chronicle, about.path("seed").asLong());
        } catch (IOException e) {
            throw StateUnusable.notWritable(directory, e.getClass().getSimpleName() + ": " + e.getMessage());
        } finally {
            if (!opened && lock != null) {
                closeQuietly(lock);
            }
        }
    }

    private static boolean isOurs(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return Files.exists(directory.resolve(ABOUT))
                    || entries.allMatch(entry -> entry.getFileName().toString().equals("lock"));
        }
    }

    private static FileChannel locked(Path directory) throws IOException {
        var channel = FileChannel.open(
                directory.resolve("lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        @Nullable FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // This very process has it.
        }
        if (lock == null) {
            channel.close();
            throw StateUnusable.inUse(
                    directory, Files.readString(directory.resolve("lock")).strip());
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
        return channel;
    }

    private static JsonNode about(Path directory, Origin origin) throws IOException {
        Path file = directory.resolve(ABOUT);
        if (!Files.exists(file)) {
            ObjectNode about = JSON.createObjectNode();
            about.put("format", FORMAT).put("writtenBy", origin.writtenBy()).put("seed", origin.seed());
            origin.options().forEach(about.withObject("/options")::put);
            Path fresh = directory.resolve(ABOUT + ".new");
            Files.writeString(fresh, about.toPrettyString() + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            return about;
        }
        JsonNode about = JSON.readTree(file.toFile());
        if (about.path("format").asInt() > FORMAT) {
            throw StateUnusable.newer(
                    directory,
                    about.path("format").asInt(),
                    FORMAT,
                    about.path("writtenBy").asText());
        }
        origin.options().forEach((option, wanted) -> {
            String kept = about.path("options").path(option).asText();
            if (!kept.equals(wanted)) {
                throw StateUnusable.otherSettings(directory, option, kept, wanted);
            }
        });
        return about;
    }

    /** What was asked of the world, and is being asked. */
    public Chronicle chronicle() {
        return chronicle;
    }

    /** The seed of the world that is kept here. */
    public long seed() {
        return seed;
    }

    /** Where one of the sandbox's parts keeps what is its own. */
    public Path of(String part) {
        return path.resolve(part);
    }

    @Override
    public void close() throws IOException {
        chronicle.close();
        lock.close();
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The process goes on without the directory; its lock ends with it.
            assert !channel.isOpen();
        }
    }
}
