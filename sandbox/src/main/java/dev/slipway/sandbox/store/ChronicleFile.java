package dev.slipway.sandbox.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.drive.Calls;
import dev.slipway.sandbox.drive.Chronicle;
import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.dynamo.DescribeItems;
import dev.slipway.sandbox.model.dynamo.Dynamo.WriteOutput;
import dev.slipway.sandbox.model.elb.TargetProbed;
import dev.slipway.sandbox.wire.CallCodec;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A chronicle in a file: a line for each call, written before its answer leaves the process. What a killed process left
 * half-written is the last line at most, and nobody was answered for it.
 */
final class ChronicleFile implements Chronicle, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What has no consequence any more may be this much, and as much again as what is left of it. */
    private static final long TOO_MUCH_BYTES = 1 << 20;

    private final Path file;
    private final String writtenBy;
    private FileChannel lines;
    private final FileChannel deliveries;
    private final CallCodec codec = new CallCodec();
    private final Superseded superseded = new Superseded();
    private Instant latest = Instant.MIN;

    private ChronicleFile(Path file, String writtenBy, FileChannel lines, FileChannel deliveries) {
        this.file = file;
        this.writtenBy = writtenBy;
        this.lines = lines;
        this.deliveries = deliveries;
    }

    /** The chronicle in {@code calls.jsonl} below the directory; empty if it is not there. */
    static ChronicleFile below(Path directory, String writtenBy) throws IOException {
        Path file = directory.resolve("calls.jsonl");
        var lines =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        var deliveries = FileChannel.open(
                directory.resolve("delivered"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        return new ChronicleFile(file, writtenBy, lines, deliveries);
    }

    @Override
    public void replay(Consumer<Entry> each) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            long good = 0;
            int number = 0;
            var line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b != '\n') {
                    line.write(b);
                    continue;
                }
                number++;
                each.accept(entry(line.toString(StandardCharsets.UTF_8), number, line.size()));
                good += line.size() + 1;
                line.reset();
            }
            // What follows the last end of a line was being written when the process was killed.
            lines.truncate(good);
            lines.position(good);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Told entry(String line, int number, long bytes) {
        try {
            JsonNode tree = JSON.readTree(line);
            if (!(tree.path("members") instanceof ObjectNode members)) {
                throw StateUnusable.damaged(file, number, "it has no 'members'");
            }
            String name = tree.path("call").asText();
            superseded.read(name, members, number, bytes);
            latest = Instant.parse(tree.path("at").asText());
            return new Told(
                    latest, codec.read(name, members), name, tree.path("answer").asText(), number);
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
            throw StateUnusable.damaged(file, number, String.valueOf(e.getMessage()));
        }
    }

    private final class Told implements Entry {
        private final Instant at;
        private final Call<?> call;
        private final String name;
        private final String answer;
        private final int line;

        Told(Instant at, Call<?> call, String name, String answer, int line) {
            this.at = at;
            this.call = call;
            this.name = name;
            this.answer = answer;
            this.line = line;
        }

        @Override
        public Instant at() {
            return at;
        }

        @Override
        public Call<?> call() {
            return call;
        }

        @Override
        public void compare(@Nullable Object now) {
            if (!codec.fingerprint(call, now).equals(answer)) {
                throw StateUnusable.answersOtherwise(file, line, name, writtenBy);
            }
        }
    }

    @Override
    public void add(Instant at, Call<?> call, @Nullable Object answer) {
        boolean isNoNews = answer instanceof TargetProbed.Judged judged && !judged.changed();
        if (isNoNews || codec.onlyReads(call)) {
            return;
        }
        write(lines, line(at, call, answer));
    }

    private ByteBuffer line(Instant at, Call<?> call, @Nullable Object answer) {
        CallCodec.Written written = codec.write(call);
        ObjectNode line = JSON.createObjectNode();
        line.put("at", at.toString()).put("call", written.name());
        line.set("members", written.members());
        line.put("answer", codec.fingerprint(call, answer));
        return ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void shorten(Calls reads) {
        if (superseded.bytes() < TOO_MUCH_BYTES) {
            return;
        }
        List<ByteBuffer> items = reads.call(new DescribeItems()).puts().stream()
                .filter(put -> superseded.isOf(put.tableName()))
                .map(put -> line(latest, put, new WriteOutput(null)))
                .toList();
        long needed = items.stream().mapToLong(ByteBuffer::remaining).sum();
        if (superseded.bytes() < TOO_MUCH_BYTES + 2 * needed) {
            return;
        }
        try {
            rewrite(items);
        } catch (IOException e) {
            throw new UncheckedIOException("the data directory can't be written to", e);
        }
    }

    /** The file is the old one or the new one, whole, whenever the process or the machine ends. */
    private void rewrite(List<ByteBuffer> items) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        var shorter = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        boolean done = false;
        try {
            copyWhatStays(shorter);
            items.forEach(item -> write(shorter, item));
            shorter.force(true);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            done = true;
            try (FileChannel directory = FileChannel.open(file.resolveSibling(""), StandardOpenOption.READ)) {
                directory.force(true);
            }
        } finally {
            (done ? lines : shorter).close();
        }
        lines = shorter;
    }

    private void copyWhatStays(FileChannel to) throws IOException {
        BitSet goes = superseded.numbers();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            int number = 1;
            var line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (!goes.get(number)) {
                    line.write(b);
                }
                if (b == '\n') {
                    write(to, ByteBuffer.wrap(line.toByteArray()));
                    line.reset();
                    number++;
                }
            }
        }
    }

    @Override
    public long delivered() {
        try {
            var count = ByteBuffer.allocate(Long.BYTES);
            return deliveries.read(count, 0) < Long.BYTES ? 0 : count.flip().getLong();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void delivered(long count) {
        try {
            deliveries.write(ByteBuffer.allocate(Long.BYTES).putLong(count).flip(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("the data directory can't be written to", e);
        }
    }

    private static void write(FileChannel to, ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                to.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the data directory can't be written to", e);
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
        deliveries.close();
    }
}
