package dev.slipway.sandbox.s3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** All buckets with their objects, in memory. Thread-safe. */
final class Buckets {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private final Map<String, Bucket> buckets = new TreeMap<>();
    private final Optional<ObjectFiles> files;

    /**
     * The buckets that were kept before.
     *
     * @param files where they are kept from one process to the next; empty if nowhere
     */
    Buckets(Optional<ObjectFiles> files) {
        this.files = files;
        files.ifPresent(kept -> kept.read(new ObjectFiles.Reader() {
            @Override
            public void bucket(String name, Instant made) {
                buckets.put(name, new Bucket(made));
            }

            @Override
            public void object(String bucket, String key, StoredObject object) {
                Buckets.this.bucket(bucket).objects.put(key, object);
            }
        }));
    }

    private static final class Bucket {
        private final Instant made;
        private final TreeMap<String, StoredObject> objects = new TreeMap<>();

        Bucket(Instant made) {
            this.made = made;
        }
    }

    /** A bucket as it is listed. */
    record Listed(String name, Instant made) {}

    synchronized List<Listed> list() {
        var all = new ArrayList<Listed>();
        buckets.forEach((name, bucket) -> all.add(new Listed(name, bucket.made)));
        return all;
    }

    synchronized void create(String name, Instant now) {
        if (!NAME.matcher(name).matches()) {
            throw S3Refusal.invalidBucketName();
        }
        if (buckets.containsKey(name)) {
            throw S3Refusal.bucketTaken();
        }
        files.ifPresent(kept -> kept.create(name, now));
        buckets.put(name, new Bucket(now));
    }

    synchronized void delete(String name) {
        if (!bucket(name).objects.isEmpty()) {
            throw S3Refusal.bucketNotEmpty();
        }
        files.ifPresent(kept -> kept.delete(name));
        buckets.remove(name);
    }

    /** Answers nothing, if the bucket is there. */
    synchronized void check(String name) {
        bucket(name);
    }

    /** Whether it was written: with {@code onlyNew} an object that is there stays. */
    synchronized boolean put(String bucket, String key, StoredObject object, boolean onlyNew) {
        TreeMap<String, StoredObject> objects = bucket(bucket).objects;
        if (onlyNew && objects.containsKey(key)) {
            return false;
        }
        files.ifPresent(kept -> kept.put(bucket, key, object));
        objects.put(key, object);
        return true;
    }

    synchronized StoredObject get(String bucket, String key) {
        StoredObject object = bucket(bucket).objects.get(key);
        if (object == null) {
            throw S3Refusal.noSuchKey();
        }
        return object;
    }

    /** Deleting what is not there is no error. */
    synchronized void remove(String bucket, String key) {
        TreeMap<String, StoredObject> objects = bucket(bucket).objects;
        files.ifPresent(kept -> kept.remove(bucket, key));
        objects.remove(key);
    }

    /** The objects whose keys begin with {@code prefix} and come after {@code after}. */
    synchronized SortedMap<String, StoredObject> after(String bucket, String prefix, String after) {
        var found = new TreeMap<String, StoredObject>();
        bucket(bucket).objects.tailMap(after, false).forEach((key, object) -> {
            if (key.startsWith(prefix)) {
                found.put(key, object);
            }
        });
        return found;
    }

    private Bucket bucket(String name) {
        Bucket bucket = buckets.get(name);
        if (bucket == null) {
            throw S3Refusal.noSuchBucket();
        }
        return bucket;
    }
}
