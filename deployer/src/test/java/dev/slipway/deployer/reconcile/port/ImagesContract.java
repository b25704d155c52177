package dev.slipway.deployer.reconcile.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.ImageView;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Images} keeps to. Each test has a repository of its own, with nothing in it. */
public abstract class ImagesContract {
    private static final Digest UNKNOWN = new Digest("sha256:" + "f".repeat(64));

    private String repository = "";

    protected abstract Images images();

    /** Makes an empty repository and answers with its name. */
    protected abstract String repository();

    /** Pushes an image that differs from others by {@code content} alone; no tag if that is empty. */
    protected abstract Digest push(String repository, String tag, String content);

    @BeforeEach
    void makeARepository() {
        repository = repository();
    }

    @Test
    void tellsTheAddressOfARepository() {
        Optional<String> uri = images().repositoryUri(repository);

        assertThat(uri).isPresent();
        assertThat(uri.orElseThrow()).endsWith("/" + repository);
        assertThat(images().repositoryUri("nothing/" + repository)).isEmpty();
    }

    @Test
    void describesAnImageByItsDigest() {
        Digest digest = push(repository, "v1", "one");

        ImageView image = images().describe(repository, digest).orElseThrow();

        assertThat(image.digest()).isEqualTo(digest);
        assertThat(image.tags()).containsExactly("v1");
        assertThat(image.imageStatus().orElse("ACTIVE")).isEqualTo("ACTIVE");
        assertThat(images().describe(repository, UNKNOWN)).isEmpty();
    }

    @Test
    void describesTheImageThatATagNamesNow() {
        Digest first = push(repository, "latest", "one");
        Digest second = push(repository, "latest", "two");

        ImageView image = images().describeTag(repository, "latest").orElseThrow();

        assertThat(image.digest()).isEqualTo(second);
        assertThat(images().describe(repository, first).map(ImageView::tags)).contains(java.util.List.of());
        assertThat(images().describeTag(repository, "v9")).isEmpty();
    }

    @Test
    void listsTheTaggedImages() {
        Digest one = push(repository, "v1", "one");
        Digest two = push(repository, "v2", "two");
        push(repository, "", "three");

        Images.Page page = images().list(repository, "");

        assertThat(page.images()).extracting(ImageView::digest).containsExactlyInAnyOrder(one, two);
        assertThat(page.nextToken()).isEmpty();
    }

    @Test
    void readsAManifest() {
        Digest digest = push(repository, "v1", "one");

        assertThat(images().manifest(repository, digest)
                        .map(manifest -> manifest.path("schemaVersion").asInt()))
                .contains(2);
        assertThat(images().manifest(repository, UNKNOWN)).isEmpty();
    }

    @Test
    void saysThatARepositoryDoesNotExist() {
        PortFailure failure = catchThrowableOfType(PortFailure.class, () -> images().list("nothing/" + repository, ""));

        assertThat(failure.kind()).isEqualTo(PortFailure.Kind.NOT_FOUND);
        assertThat(failure.action()).isEqualTo("ecr:DescribeImages");
    }
}
