package dev.slipway.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

class ImagesOverTheWireTest {
    @RegisterExtension
    static final Served SERVED = new Served();

    private final EcrClient ecr = SERVED.client(EcrClient.builder());
    private final Pushes registry = new Pushes(SERVED);

    @AfterEach
    void closeRegistry() {
        registry.close();
    }

    @Test
    void tellsAPushWithItsTagAndDigest() throws Exception {
        ecr.createRepository(create -> create.repositoryName("shop/api"));
        String queue = registry.queueFor("shop/api");

        String digest = registry.pushImage("shop/api", "v1", "one");

        JsonNode event = registry.receive(queue, 1).getFirst();
        assertThat(event.path("resources").toString()).isEqualTo("[]");
        assertThat(event.path("detail").toString())
                .isEqualTo("{\"action-type\":\"PUSH\",\"result\":\"SUCCESS\",\"repository-name\":\"shop/api\","
                        + "\"image-tag\":\"v1\",\"image-digest\":\"" + digest + "\",\"manifest-media-type\":\""
                        + Pushes.MANIFEST_TYPE
                        + "\",\"artifact-media-type\":\"" + Pushes.CONFIG_TYPE + "\"}");
    }

    @Test
    void tellsEveryManifestOfAMultiPlatformPush() throws Exception {
        ecr.createRepository(create -> create.repositoryName("multi"));
        String queue = registry.queueFor("multi");
        String amd64 = registry.pushImage("multi", "", "amd64");
        String arm64 = registry.pushImage("multi", "", "arm64");

        String index = registry.pushIndex("multi", "v2", amd64, arm64);

        assertThat(registry.receive(queue, 3))
                .extracting(event -> event.at("/detail/image-tag").asText() + " "
                        + event.at("/detail/image-digest").asText())
                .containsExactlyInAnyOrder(" " + amd64, " " + arm64, "v2 " + index);
    }

    @Test
    void describesAnImageByItsTag() throws Exception {
        ecr.createRepository(create -> create.repositoryName("described"));
        String digest = registry.pushImage("described", "v1", "described");

        var image = ecr.describeImages(describe -> describe.repositoryName("described")
                        .imageIds(ImageIdentifier.builder().imageTag("v1").build()))
                .imageDetails()
                .getFirst();

        assertThat(image.imageDigest()).isEqualTo(digest);
        assertThat(image.imageTags()).containsExactly("v1");
        assertThat(image.imageManifestMediaType()).isEqualTo(Pushes.MANIFEST_TYPE);
        assertThat(image.artifactMediaType()).isEqualTo(Pushes.CONFIG_TYPE);
        assertThat(image.imageSizeInBytes()).isEqualTo(11L);
        assertThat(image.imagePushedAt()).isNotNull();
    }

    @Test
    void movesATagByRetaggingAndKeepsTheTimeOfTheFirstPush() throws Exception {
        ecr.createRepository(create -> create.repositoryName("retagged"));
        String digest = registry.pushImage("retagged", "v1", "first");
        var pushedAt = describe("retagged", digest).imagePushedAt();
        var id = ImageIdentifier.builder().imageDigest(digest).build();
        String manifest = ecr.batchGetImage(
                        get -> get.repositoryName("retagged").imageIds(id))
                .images()
                .getFirst()
                .imageManifest();

        ecr.putImage(
                put -> put.repositoryName("retagged").imageManifest(manifest).imageTag("live"));

        assertThat(describe("retagged", digest).imageTags()).containsExactly("live", "v1");
        assertThat(describe("retagged", digest).imagePushedAt()).isEqualTo(pushedAt);
    }

    @Test
    void refusesToMoveAnImmutableTag() throws Exception {
        ecr.createRepository(create -> create.repositoryName("fixed").imageTagMutability(ImageTagMutability.IMMUTABLE));
        registry.pushImage("fixed", "v1", "one");

        HttpResponse<String> refused =
                registry.putManifest("fixed", "v1", Pushes.MANIFEST_TYPE, registry.manifest("fixed", "another"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("TAG_INVALID", "cannot be overwritten because the tag is immutable");
    }

    @Test
    void saysHowToCreateARepositoryThatIsNotThere() throws Exception {
        HttpResponse<String> refused = registry.send("POST", "/v2/nowhere/blobs/uploads/", "");

        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.body())
                .contains("NAME_UNKNOWN")
                .contains("The repository with name 'nowhere' does not exist in the registry with id '123456789012'."
                        + " To create it: aws --endpoint-url "
                        + SERVED.sandbox().endpoint()
                        + " ecr create-repository --repository-name nowhere");
    }

    @Test
    void refusesAManifestWhoseLayersAreMissing() throws Exception {
        ecr.createRepository(create -> create.repositoryName("incomplete"));
        String manifest = "{\"schemaVersion\":2,\"config\":{\"mediaType\":\"" + Pushes.CONFIG_TYPE + "\",\"digest\":\""
                + Pushes.sha256("{}") + "\",\"size\":2},\"layers\":[]}";

        HttpResponse<String> refused = registry.putManifest("incomplete", "v1", Pushes.MANIFEST_TYPE, manifest);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("MANIFEST_BLOB_UNKNOWN");
    }

    @Test
    void takesABlobInPieces() throws Exception {
        ecr.createRepository(create -> create.repositoryName("pieces"));
        String location = Pushes.path(registry.send("POST", "/v2/pieces/blobs/uploads/", ""));
        HttpResponse<String> first = registry.send("PATCH", location, "hello ");
        HttpResponse<String> second = registry.send("PATCH", Pushes.path(first), "world");

        HttpResponse<String> done =
                registry.send("PUT", Pushes.path(second) + "?digest=" + Pushes.sha256("hello world"), "");

        assertThat(second.headers().firstValue("Range")).hasValue("0-10");
        assertThat(done.statusCode()).isEqualTo(201);
        assertThat(registry.send("GET", "/v2/pieces/blobs/" + Pushes.sha256("hello world"), "")
                        .body())
                .isEqualTo("hello world");
    }

    @Test
    void refusesABlobThatIsNotWhatItsDigestSays() throws Exception {
        ecr.createRepository(create -> create.repositoryName("wrong"));

        HttpResponse<String> refused =
                registry.send("POST", "/v2/wrong/blobs/uploads/?digest=" + Pushes.sha256("other"), "this");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("DIGEST_INVALID");
    }

    @Test
    void mountsABlobFromAnotherRepository() throws Exception {
        ecr.createRepository(create -> create.repositoryName("source"));
        ecr.createRepository(create -> create.repositoryName("target"));
        registry.pushBlob("source", "shared layer");

        HttpResponse<String> mounted = registry.send(
                "POST", "/v2/target/blobs/uploads/?mount=" + Pushes.sha256("shared layer") + "&from=source", "");

        assertThat(mounted.statusCode()).isEqualTo(201);
        assertThat(registry.send("HEAD", "/v2/target/blobs/" + Pushes.sha256("shared layer"), "")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void givesManifestsBackByteForByte() throws Exception {
        ecr.createRepository(create -> create.repositoryName("exact"));
        String manifest = registry.manifest("exact", "exact").replace(",", " ,\n ");
        registry.putManifest("exact", "v1", Pushes.MANIFEST_TYPE, manifest);

        HttpResponse<String> pulled = registry.send("GET", "/v2/exact/manifests/v1", "");

        assertThat(pulled.body()).isEqualTo(manifest);
        assertThat(pulled.headers().firstValue("content-type")).hasValue(Pushes.MANIFEST_TYPE);
        assertThat(pulled.headers().firstValue("docker-content-digest")).hasValue(Pushes.sha256(manifest));
        assertThat(registry.send("GET", "/v2/exact/tags/list", "").body())
                .isEqualTo("{\"name\":\"exact\",\"tags\":[\"v1\"]}");
    }

    @Test
    void saysWhatIsNotThere() {
        ecr.createRepository(create -> create.repositoryName("empty"));

        assertThatThrownBy(() -> ecr.describeImages(describe -> describe.repositoryName("empty")
                        .imageIds(ImageIdentifier.builder().imageTag("v9").build())))
                .isInstanceOf(ImageNotFoundException.class);
        assertThatThrownBy(() -> ecr.describeImages(describe -> describe.repositoryName("nowhere")))
                .isInstanceOf(RepositoryNotFoundException.class);
    }

    private ImageDetail describe(String repository, String digest) {
        var id = ImageIdentifier.builder().imageDigest(digest).build();
        return ecr.describeImages(
                        describe -> describe.repositoryName(repository).imageIds(id))
                .imageDetails()
                .getFirst();
    }
}
