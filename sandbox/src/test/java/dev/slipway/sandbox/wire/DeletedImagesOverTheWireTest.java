package dev.slipway.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageResponse;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.RepositoryNotEmptyException;

class DeletedImagesOverTheWireTest {
    @RegisterExtension
    static final Served SERVED = new Served();

    private final EcrClient ecr = SERVED.client(EcrClient.builder());
    private final Pushes registry = new Pushes(SERVED);

    @AfterEach
    void closeRegistry() {
        registry.close();
    }

    @Test
    void loseOneTagAndGoWithTheLast() throws Exception {
        ecr.createRepository(create -> create.repositoryName("untagged"));
        String digest = registry.pushImage("untagged", "v1", "one");
        registry.putManifest("untagged", "v2", Pushes.MANIFEST_TYPE, registry.manifest("untagged", "one"));

        delete("untagged", tag("v1"));
        List<ImageIdentifier> afterOne = listed("untagged");
        BatchDeleteImageResponse last = delete("untagged", tag("v2"));

        assertThat(afterOne).containsExactly(identifier(digest, "v2"));
        assertThat(last.imageIds()).containsExactly(identifier(digest, "v2"));
        assertThat(listed("untagged")).isEmpty();
    }

    @Test
    void areToldOfOncePerTagOrOnceWithout() throws Exception {
        ecr.createRepository(create -> create.repositoryName("told"));
        String tagged = registry.pushImage("told", "v1", "one");
        registry.putManifest("told", "v2", Pushes.MANIFEST_TYPE, registry.manifest("told", "one"));
        String untagged = registry.pushImage("told", "", "two");
        String queue = registry.queueFor("told");

        delete("told", ImageIdentifier.builder().imageDigest(tagged).build());
        delete("told", ImageIdentifier.builder().imageDigest(untagged).build());

        assertThat(registry.receive(queue, 3))
                .extracting(DeletedImagesOverTheWireTest::summary)
                .containsExactlyInAnyOrder(
                        "ECR Image Action DELETE v1 " + tagged,
                        "ECR Image Action DELETE v2 " + tagged,
                        "ECR Image Action DELETE  " + untagged);
    }

    @Test
    void areNotThoseThatAnIndexLists() throws Exception {
        ecr.createRepository(create -> create.repositoryName("listed"));
        String amd64 = registry.pushImage("listed", "amd64", "one");
        String arm64 = registry.pushImage("listed", "", "two");
        registry.pushIndex("listed", "v1", amd64, arm64);

        BatchDeleteImageResponse refused = delete("listed", tag("amd64"));
        delete("listed", tag("v1"));
        BatchDeleteImageResponse afterIndex = delete("listed", tag("amd64"));

        assertThat(refused.failures())
                .extracting(failure -> failure.failureCodeAsString())
                .containsExactly("ImageReferencedByManifestList");
        assertThat(afterIndex.imageIds()).containsExactly(identifier(amd64, "amd64"));
    }

    @Test
    void areNamedIfTheyWereNotThere() {
        ecr.createRepository(create -> create.repositoryName("never"));

        BatchDeleteImageResponse answer = delete("never", tag("v9"));

        assertThat(answer.imageIds()).isEmpty();
        assertThat(answer.failures())
                .extracting(failure ->
                        failure.failureCodeAsString() + " " + failure.imageId().imageTag())
                .containsExactly("ImageNotFound v9");
    }

    @Test
    void areDeletedInTheRegistryToo() throws Exception {
        ecr.createRepository(create -> create.repositoryName("oci"));
        String digest = registry.pushImage("oci", "v1", "one");

        int deleted = registry.send("DELETE", "/v2/oci/manifests/" + digest, "").statusCode();
        var again = registry.send("DELETE", "/v2/oci/manifests/" + digest, "");

        assertThat(deleted).isEqualTo(202);
        assertThat(again.statusCode()).isEqualTo(404);
        assertThat(again.body()).contains("MANIFEST_UNKNOWN");
        assertThat(listed("oci")).isEmpty();
    }

    @Test
    void keepTheirRepositoryUnlessItIsForced() throws Exception {
        ecr.createRepository(create -> create.repositoryName("full"));
        registry.pushImage("full", "v1", "one");

        assertThatThrownBy(() -> ecr.deleteRepository(delete -> delete.repositoryName("full")))
                .isInstanceOf(RepositoryNotEmptyException.class);
        ecr.deleteRepository(delete -> delete.repositoryName("full").force(true));

        assertThat(registry.send("GET", "/v2/full/manifests/v1", "").body()).contains("NAME_UNKNOWN");
    }

    private BatchDeleteImageResponse delete(String repository, ImageIdentifier id) {
        return ecr.batchDeleteImage(delete -> delete.repositoryName(repository).imageIds(id));
    }

    private List<ImageIdentifier> listed(String repository) {
        return ecr.listImages(list -> list.repositoryName(repository)).imageIds();
    }

    private static ImageIdentifier tag(String tag) {
        return ImageIdentifier.builder().imageTag(tag).build();
    }

    private static ImageIdentifier identifier(String digest, String tag) {
        return ImageIdentifier.builder().imageDigest(digest).imageTag(tag).build();
    }

    private static String summary(JsonNode event) {
        JsonNode detail = event.path("detail");
        return event.path("detail-type").asText() + " "
                + detail.path("action-type").asText() + " "
                + detail.path("image-tag").asText() + " "
                + detail.path("image-digest").asText();
    }
}
