package dev.slipway.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class ObjectsOverTheWireTest {
    @RegisterExtension
    static final Served SERVED = new Served();

    private static int count;

    private final S3Client s3 = SERVED.client(S3Client.builder());
    private String bucket = "";

    @BeforeEach
    void aBucket() {
        bucket = "objects-" + count++;
        s3.createBucket(create -> create.bucket(bucket));
    }

    @Test
    void readsBackWhatWasPut() {
        s3.putObject(put -> put.bucket(bucket).key("a b/\u00e9+c.txt").contentType("text/plain"), body("hello"));

        var read = s3.getObjectAsBytes(get -> get.bucket(bucket).key("a b/\u00e9+c.txt"));

        assertThat(read.asUtf8String()).isEqualTo("hello");
        assertThat(read.response().contentType()).isEqualTo("text/plain");
        assertThat(read.response().eTag()).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
    }

    @Test
    void takesUploadsInChunks() {
        byte[] large = "0123456789".repeat(50_000).getBytes(StandardCharsets.UTF_8);
        s3.putObject(
                put -> put.bucket(bucket).key("large"),
                RequestBody.fromContentProvider(
                        () -> new java.io.ByteArrayInputStream(large), large.length, "application/octet-stream"));

        var read = s3.getObjectAsBytes(get -> get.bucket(bucket).key("large"));

        assertThat(read.asByteArray()).isEqualTo(large);
    }

    @Test
    void listsInPagesAndByFolder() {
        List.of("a/1", "a/2", "b", "c/<3>")
                .forEach(key -> s3.putObject(put -> put.bucket(bucket).key(key), body(key)));

        var keys = s3.listObjectsV2Paginator(list -> list.bucket(bucket).maxKeys(2)).contents().stream()
                .map(S3Object::key);
        var folders = s3.listObjectsV2(list -> list.bucket(bucket).delimiter("/"));

        assertThat(keys).containsExactly("a/1", "a/2", "b", "c/<3>");
        assertThat(folders.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("a/", "c/");
        assertThat(folders.contents()).extracting(S3Object::key).containsExactly("b");
    }

    @Test
    void tellsOfAnObjectWithoutSendingIt() {
        s3.putObject(put -> put.bucket(bucket).key("a"), body("hello"));

        var head = s3.headObject(ask -> ask.bucket(bucket).key("a"));

        assertThat(head.contentLength()).isEqualTo(5);
        assertThatThrownBy(() -> s3.headObject(ask -> ask.bucket(bucket).key("b")))
                .isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void refusesToOverwriteIfAskedTo() {
        s3.putObject(put -> put.bucket(bucket).key("lock").ifNoneMatch("*"), body("mine"));

        assertThatThrownBy(
                        () -> s3.putObject(put -> put.bucket(bucket).key("lock").ifNoneMatch("*"), body("yours")))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
    }

    @Test
    void forgetsWhatIsDeleted() {
        s3.putObject(put -> put.bucket(bucket).key("a"), body("hello"));
        assertThatThrownBy(() -> s3.deleteBucket(delete -> delete.bucket(bucket)))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("BucketNotEmpty"));
        s3.deleteObject(delete -> delete.bucket(bucket).key("a"));
        s3.deleteBucket(delete -> delete.bucket(bucket));

        assertThat(s3.listBuckets().buckets()).extracting(Bucket::name).doesNotContain(bucket);
        assertThatThrownBy(() -> s3.getObjectAsBytes(get -> get.bucket(bucket).key("a")))
                .isInstanceOf(NoSuchBucketException.class);
    }

    @Test
    void namesWhatItDoesNotModel() {
        assertThatThrownBy(() -> s3.getBucketVersioning(get -> get.bucket(bucket)))
                .hasMessageContaining("The sandbox's S3 does not model GET of a bucket with 'versioning'.");
        assertThatThrownBy(() -> s3.copyObject(copy -> copy.sourceBucket(bucket)
                        .sourceKey("a")
                        .destinationBucket(bucket)
                        .destinationKey("b")))
                .hasMessageContaining("The sandbox's S3 does not model the header 'x-amz-copy-source'.");
    }

    private static RequestBody body(String text) {
        return RequestBody.fromString(text);
    }

    @Test
    void ignoresNothingThatAnObjectWasToHave() {
        List<Consumer<PutObjectRequest.Builder>> more = List.of(
                put -> put.metadata(Map.of("colour", "red")),
                put -> put.tagging("colour=red"),
                put -> put.serverSideEncryption("aws:kms"),
                put -> put.storageClass("GLACIER"),
                put -> put.acl("public-read"));

        for (Consumer<PutObjectRequest.Builder> one : more) {
            assertThatThrownBy(() ->
                            s3.putObject(put -> one.accept(put.bucket(bucket).key("k")), body("x")))
                    .hasMessageContaining("does not model the header 'x-amz-");
        }
        assertThatThrownBy(() -> s3.listObjectsV2(list -> list.bucket(bucket).fetchOwner(true)))
                .hasMessageContaining("fetch-owner");
    }
}
