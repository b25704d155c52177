package dev.slipway.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageDigestDoesNotMatchException;
import software.amazon.awssdk.services.ecr.model.ImageTagMutabilityExclusionFilter;
import software.amazon.awssdk.services.ecr.model.TagStatus;

class TagsOverTheWireTest {
    @RegisterExtension
    static final Served SERVED = new Served();

    private final EcrClient ecr = SERVED.client(EcrClient.builder());
    private final Pushes registry = new Pushes(SERVED);

    @AfterEach
    void closeRegistry() {
        registry.close();
    }

    @ParameterizedTest
    @CsvSource({
        "MUTABLE,                   , v1,     201",
        "IMMUTABLE,                 , v1,     400",
        "IMMUTABLE_WITH_EXCLUSION, dev*, v1,     400",
        "IMMUTABLE_WITH_EXCLUSION, dev*, dev-1,  201",
        "MUTABLE_WITH_EXCLUSION,   v*,   v1,     400",
        "MUTABLE_WITH_EXCLUSION,   v*,   latest, 201",
    })
    void moveIfTheRepositoryLetsThem(String mutability, @Nullable String except, String tag, int status)
            throws Exception {
        String name = (mutability + "-" + tag).toLowerCase(Locale.ROOT).replace("_", "-");
        ecr.createRepository(create -> {
            create.repositoryName(name).imageTagMutability(mutability);
            if (except != null) {
                create.imageTagMutabilityExclusionFilters(ImageTagMutabilityExclusionFilter.builder()
                        .filterType("WILDCARD")
                        .filter(except)
                        .build());
            }
        });
        registry.pushImage(name, tag, "one");

        String other = registry.manifest(name, "two");

        assertThat(registry.putManifest(name, tag, Pushes.MANIFEST_TYPE, other).statusCode())
                .isEqualTo(status);
    }

    @Test
    void moveWithAnEventAndLeaveTheFirstImageWithout() throws Exception {
        ecr.createRepository(create -> create.repositoryName("moved"));
        String first = registry.pushImage("moved", "live", "one");
        registry.pushImage("moved", "v2", "two");
        String queue = registry.queueFor("moved");

        String second = registry.pushImage("moved", "live", "two");

        assertThat(registry.receive(queue, 1))
                .extracting(event -> event.at("/detail/image-tag").asText() + " "
                        + event.at("/detail/image-digest").asText())
                .containsExactly("live " + second);
        assertThat(ecr.describeImages(describe ->
                                describe.repositoryName("moved").filter(filter -> filter.tagStatus(TagStatus.UNTAGGED)))
                        .imageDetails())
                .extracting(ImageDetail::imageDigest)
                .containsExactly(first);
    }

    /** A client pushes again what it can't know to be there; ECR's own call says so. */
    @Test
    void arePushedAgainWithoutAnEvent() throws Exception {
        ecr.createRepository(create -> create.repositoryName("again"));
        String digest = registry.pushImage("again", "v1", "one");
        String manifest = registry.manifest("again", "one");
        String queue = registry.queueFor("again");

        HttpResponse<String> again = registry.putManifest("again", "v1", Pushes.MANIFEST_TYPE, manifest);
        registry.putManifest("again", "v2", Pushes.MANIFEST_TYPE, manifest);

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.headers().firstValue("docker-content-digest")).hasValue(digest);
        assertThat(registry.receive(queue, 1))
                .extracting(event -> event.at("/detail/image-tag").asText())
                .containsExactly("v2");
        assertThatThrownBy(() -> ecr.putImage(put ->
                        put.repositoryName("again").imageManifest(manifest).imageTag("v1")))
                .isInstanceOf(ImageAlreadyExistsException.class);
    }

    @Test
    void areNotGivenToWhatIsNotTheDigestThatWasSaid() throws Exception {
        ecr.createRepository(create -> create.repositoryName("digest"));
        String manifest = registry.manifest("digest", "one");
        String other = Pushes.sha256("other");

        HttpResponse<String> refused = registry.putManifest("digest", other, Pushes.MANIFEST_TYPE, manifest);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("DIGEST_INVALID");
        assertThatThrownBy(() -> ecr.putImage(put -> put.repositoryName("digest")
                        .imageManifest(manifest)
                        .imageTag("v1")
                        .imageDigest(other)))
                .isInstanceOf(ImageDigestDoesNotMatchException.class);
    }

    @Test
    void areListedAllInTheRegistry() throws Exception {
        ecr.createRepository(create -> create.repositoryName("many"));
        registry.pushImage("many", "v1", "one");
        registry.pushImage("many", "v2", "two");
        registry.pushImage("many", "a", "two");

        HttpResponse<String> tags = registry.send("GET", "/v2/many/tags/list", "");

        assertThat(tags.body()).isEqualTo("{\"name\":\"many\",\"tags\":[\"a\",\"v1\",\"v2\"]}");
    }

    @Test
    void nameAnIndexOfTheSizeOfAllThatItLists() throws Exception {
        ecr.createRepository(create -> create.repositoryName("sized"));
        String one = registry.pushImage("sized", "", "12345");
        String two = registry.pushImage("sized", "", "1234567");

        String index = registry.pushIndex("sized", "v1", one, two);

        assertThat(ecr.describeImages(describe -> describe.repositoryName("sized")).imageDetails().stream()
                        .filter(image -> image.imageDigest().equals(index))
                        .map(ImageDetail::imageSizeInBytes))
                .containsExactly(2L + 5 + 2 + 7);
    }
}
