package dev.slipway.deployer.aws;

import dev.slipway.deployer.reconcile.port.Clock;
import dev.slipway.deployer.reconcile.port.ConfigFiles;
import dev.slipway.deployer.reconcile.port.PortFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A configuration tree in S3. Objects are listed every {@link #BETWEEN_LOOKS} at most, and read when one changed. */
public final class ConfigBucket implements ConfigFiles {
    /** Turns ask many times a second; a changed object may wait this long. */
    static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    private static final String LIST_BUCKET = "s3:ListBucket";
    private static final String GET_OBJECT = "s3:GetObject";
    private static final Pattern IN_TREE = Pattern.compile("(services|suites|schemas|templates)/.*");
    /** As in a directory: what editors leave behind. */
    private static final Pattern HIDDEN = Pattern.compile("(.*/)?(\\.[^/]*|[^/]*~)(/.*)?");

    private final S3Client s3;
    private final Clock clock;
    private final String bucket;
    private final String root;

    /** What was seen when the objects were listed last. */
    private interface Look {
        String signature() throws IOException;
    }

    private Instant nextLook = Instant.EPOCH;
    private Look last = () -> "";

    /** The tree below {@code prefix}, which has no slashes at its ends; an empty one is the whole bucket. */
    public ConfigBucket(AwsClients clients, Clock clock, String bucket, String prefix) {
        this.s3 = clients.s3();
        this.clock = clock;
        this.bucket = bucket;
        this.root = prefix.isEmpty() ? "" : prefix + "/";
    }

    @Override
    public String location() {
        return "s3://" + bucket + (root.isEmpty() ? "" : "/" + root.substring(0, root.length() - 1));
    }

    /** Every object with its size and entity tag; for {@link #BETWEEN_LOOKS} what was seen before, a failure too. */
    @Override
    @Iam({LIST_BUCKET})
    public synchronized String signature() throws IOException {
        Instant now = clock.now();
        if (!now.isBefore(nextLook)) {
            nextLook = now.plus(BETWEEN_LOOKS);
            last = look();
        }
        return last.signature();
    }

    private Look look() {
        try {
            String seen = objects().stream()
                    .map(object -> object.key() + '\0' + object.size() + '\0' + object.eTag())
                    .collect(Collectors.joining("\n"));
            return () -> seen;
        } catch (IOException e) {
            return () -> {
                throw e;
            };
        } catch (PortFailure e) {
            return () -> {
                throw e;
            };
        }
    }

    @Override
    @Iam({LIST_BUCKET, GET_OBJECT, "kms:Decrypt"})
    public SortedMap<String, String> read() throws IOException {
        var texts = new TreeMap<String, String>();
        for (S3Object object : objects()) {
            texts.put(name(object), text(object.key()));
        }
        return texts;
    }

    private List<S3Object> objects() throws IOException {
        List<S3Object> all = Calls.of(
                LIST_BUCKET,
                () -> s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(root)).contents().stream()
                        .filter(object -> IN_TREE.matcher(name(object)).matches())
                        .filter(object -> !HIDDEN.matcher(name(object)).matches())
                        .filter(object -> !object.key().endsWith("/")) // consoles make them to show a folder
                        .toList());
        if (all.stream().noneMatch(object -> name(object).startsWith("services/"))) {
            throw new IOException("there is no object below 's3://" + bucket + "/" + root + "services/'");
        }
        return all;
    }

    private String text(String key) throws IOException {
        byte[] bytes = Calls.of(
                GET_OBJECT,
                () -> s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArray());
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException("'s3://" + bucket + "/" + key + "' is not UTF-8", e);
        }
    }

    private String name(S3Object object) {
        return object.key().substring(root.length());
    }
}
