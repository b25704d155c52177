package dev.slipway.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

/** Programs that nobody of ours wrote, at the sandbox's registry: jib, and skopeo where it is installed. */
class RegistryClientsIT {
    private static final Set<Platform> BOTH = Set.of(new Platform("amd64", "linux"), new Platform("arm64", "linux"));

    @RegisterExtension
    static final Served SERVED = new Served();

    private final EcrClient ecr = SERVED.client(EcrClient.builder());

    @TempDir
    private Path directory;

    @Test
    void jibBuildsUponWhatItPulls() throws Exception {
        repositories("base", "upon");
        push(Jib.fromScratch().addFileEntriesLayer(layer("one")), "base:v1");

        String digest = push(Jib.from(RegistryImage.named(at("base:v1"))).addFileEntriesLayer(layer("two")), "upon:v1");

        assertThat(digest).isEqualTo(image("upon", "v1").imageDigest());
        assertThat(manifest("upon", "v1").path("layers")).hasSize(2);
        assertThat(manifest("upon", "v1").at("/layers/0/digest"))
                .isEqualTo(manifest("base", "v1").at("/layers/0/digest"));
    }

    @Test
    void jibPushesAnIndexOfTwoPlatforms() throws Exception {
        repositories("multi");

        String digest = push(twoPlatforms(), "multi:v1");

        assertThat(image("multi", "v1").imageDigest()).isEqualTo(digest);
        assertThat(manifest("multi", "v1").path("manifests"))
                .extracting(child -> child.at("/platform/architecture").asText())
                .containsExactlyInAnyOrder("amd64", "arm64");
        assertThat(ecr.describeImages(describe -> describe.repositoryName("multi"))
                        .imageDetails())
                .hasSize(3);
    }

    @Test
    void skopeoCopiesEveryPlatformToAnotherRepositoryOutAndInAgain() throws Exception {
        needsSkopeo();
        repositories("origin", "copy", "again");
        String digest = push(twoPlatforms(), "origin:v1");
        String outside = "dir:" + directory.resolve("outside");

        skopeo("copy", "--all", "docker://" + at("origin:v1"), "docker://" + at("copy:v1"));
        skopeo("copy", "--all", "docker://" + at("copy:v1"), outside);
        skopeo("copy", "--all", outside, "docker://" + at("again:v1"));

        assertThat(List.of(
                        image("copy", "v1").imageDigest(), image("again", "v1").imageDigest()))
                .containsExactly(digest, digest);
    }

    @Test
    void skopeoListsTagsAndDeletes() throws Exception {
        needsSkopeo();
        repositories("shortlived");
        push(Jib.fromScratch().addFileEntriesLayer(layer("gone")), "shortlived:v1");
        push(Jib.fromScratch().addFileEntriesLayer(layer("stays")), "shortlived:v2");

        String before = skopeo("list-tags", "docker://" + at("shortlived"));
        skopeo("delete", "docker://" + at("shortlived:v1"));
        String after = skopeo("list-tags", "docker://" + at("shortlived"));

        assertThat(new ObjectMapper().readTree(before).path("Tags")).hasToString("[\"v1\",\"v2\"]");
        assertThat(new ObjectMapper().readTree(after).path("Tags")).hasToString("[\"v2\"]");
    }

    private static void needsSkopeo() throws InterruptedException {
        boolean installed;
        try {
            installed = new ProcessBuilder("skopeo", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            installed = false;
        }
        assumeTrue(installed, "SKIPPED: 'skopeo' is not installed (apt-get install skopeo)");
    }

    private void repositories(String... names) {
        for (String name : names) {
            ecr.createRepository(create -> create.repositoryName(name));
        }
    }

    private static String at(String reference) {
        return SERVED.sandbox().endpoint().getAuthority() + "/" + reference;
    }

    private FileEntriesLayer layer(String content) throws IOException {
        Path file = Files.writeString(directory.resolve(content), content);
        return FileEntriesLayer.builder()
                .addEntry(file, AbsoluteUnixPath.get("/" + content))
                .build();
    }

    private JibContainerBuilder twoPlatforms() throws IOException {
        return Jib.fromScratch().setPlatforms(BOTH).addFileEntriesLayer(layer("shared"));
    }

    private String push(JibContainerBuilder image, String reference) throws Exception {
        Path cache = directory.resolve("cache");
        var to = Containerizer.to(RegistryImage.named(at(reference)))
                .setAllowInsecureRegistries(true)
                .setBaseImageLayersCache(cache)
                .setApplicationLayersCache(cache);
        return image.containerize(to).getDigest().toString();
    }

    private ImageDetail image(String repository, String tag) {
        return ecr.describeImages(describe -> describe.repositoryName(repository)
                        .imageIds(ImageIdentifier.builder().imageTag(tag).build()))
                .imageDetails()
                .getFirst();
    }

    private JsonNode manifest(String repository, String tag) throws IOException {
        return new ObjectMapper()
                .readTree(ecr.batchGetImage(get -> get.repositoryName(repository)
                                .imageIds(
                                        ImageIdentifier.builder().imageTag(tag).build()))
                        .images()
                        .getFirst()
                        .imageManifest());
    }

    private static String skopeo(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("skopeo", "--insecure-policy"));
        command.addAll(List.of(arguments));
        command.addAll(
                3,
                arguments[0].equals("copy")
                        ? List.of("--src-tls-verify=false", "--dest-tls-verify=false")
                        : List.of("--tls-verify=false"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
