package dev.slipway.sandbox.behaviour;

import static dev.slipway.sandbox.behaviour.Fact.Known.DOCUMENTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageTagAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.LayersNotFoundException;
import software.amazon.awssdk.services.ecr.model.ReferencedImagesNotFoundException;

/** Tags and digests in ECR. Layers are pushed as Docker does; what names them is put by the API. */
class ImagesBehaviourTest {
    private static final String RUN = "slipway-behaviour-" + Long.toString(System.nanoTime(), 36);
    private static final String FIXED = RUN + "-fixed";
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";

    @RegisterExtension
    static final Account ACCOUNT = new Account();

    private final EcrClient ecr = ACCOUNT.client(EcrClient::builder);

    @BeforeAll
    static void make() {
        EcrClient ecr = ACCOUNT.client(EcrClient::builder);
        ecr.createRepository(create -> create.repositoryName(RUN));
        ecr.createRepository(create -> create.repositoryName(FIXED).imageTagMutability("IMMUTABLE"));
    }

    @AfterAll
    static void remove() {
        EcrClient ecr = ACCOUNT.client(EcrClient::builder);
        List.of(RUN, FIXED)
                .forEach(name -> ecr.deleteRepository(
                        delete -> delete.repositoryName(name).force(true)));
    }

    @Test
    @Fact(
            value = "A tag that is put on another image leaves the first one untagged",
            known = DOCUMENTED,
            source = "ecr-mut")
    void aTagMoves() throws Exception {
        String first = put(RUN, "moves", manifest(RUN, "one"), MANIFEST);

        String second = put(RUN, "moves", manifest(RUN, "two"), MANIFEST);

        assertThat(described(RUN, second).imageTags()).containsExactly("moves");
        assertThat(described(RUN, first).imageTags()).isEmpty();
    }

    @Test
    @Fact(value = "An immutable tag stays", known = DOCUMENTED, source = "ecr-mut")
    void anImmutableTagStays() throws Exception {
        String first = put(FIXED, "v1", manifest(FIXED, "one"), MANIFEST);
        String other = manifest(FIXED, "two");

        assertThatThrownBy(() -> put(FIXED, "v1", other, MANIFEST)).isInstanceOf(ImageTagAlreadyExistsException.class);
        assertThat(described(FIXED, first).imageTags()).containsExactly("v1");
    }

    @Test
    @Fact(
            value = "An index names images that are there; its tag is no tag of theirs",
            known = DOCUMENTED,
            source = "putimage")
    void anIndexNamesImagesThatAreThere() throws Exception {
        String amd64 = put(RUN, "amd64", manifest(RUN, "amd64"), MANIFEST);
        String missing = "sha256:" + "0".repeat(64);

        String index = put(RUN, "both", index(amd64), INDEX);

        assertThat(described(RUN, index).imageManifestMediaType()).isEqualTo(INDEX);
        assertThat(described(RUN, index).imageTags()).containsExactly("both");
        assertThat(described(RUN, amd64).imageTags()).containsExactly("amd64");
        assertThatThrownBy(() -> put(RUN, "none", index(missing), INDEX))
                .isInstanceOf(ReferencedImagesNotFoundException.class);
    }

    @Test
    @Fact(value = "A manifest names layers that are there", known = DOCUMENTED, source = "putimage")
    void aManifestNamesLayersThatAreThere() {
        String manifest = manifestOf("sha256:" + "1".repeat(64), 1, "sha256:" + "2".repeat(64), 1);

        assertThatThrownBy(() -> put(RUN, "none", manifest, MANIFEST)).isInstanceOf(LayersNotFoundException.class);
    }

    private String put(String repository, String tag, String manifest, String mediaType) {
        return ecr.putImage(image -> image.repositoryName(repository)
                        .imageTag(tag)
                        .imageManifest(manifest)
                        .imageManifestMediaType(mediaType))
                .image()
                .imageId()
                .imageDigest();
    }

    private ImageDetail described(String repository, String digest) {
        return ecr.describeImages(describe -> describe.repositoryName(repository)
                        .imageIds(ImageIdentifier.builder().imageDigest(digest).build()))
                .imageDetails()
                .getFirst();
    }

    private static String index(String digest) {
        return "{\"schemaVersion\":2,\"mediaType\":\"" + INDEX + "\",\"manifests\":[{\"mediaType\":\"" + MANIFEST
                + "\",\"digest\":\"" + digest
                + "\",\"size\":1,\"platform\":{\"architecture\":\"amd64\",\"os\":\"linux\"}}]}";
    }

    /** An image of one layer that holds this text. */
    private String manifest(String repository, String text) throws Exception {
        String config = "{\"architecture\":\"amd64\",\"os\":\"linux\",\"comment\":\"" + text + "\"}";
        return manifestOf(pushed(repository, config), config.length(), pushed(repository, text), text.length());
    }

    private static String manifestOf(String config, int configSize, String layer, int layerSize) {
        return "{\"schemaVersion\":2,\"mediaType\":\"" + MANIFEST
                + "\",\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\"" + config
                + "\",\"size\":" + configSize
                + "},\"layers\":[{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar\",\"digest\":\"" + layer
                + "\",\"size\":" + layerSize + "}]}";
    }

    private String pushed(String repository, String text) throws IOException, InterruptedException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String digest = "sha256:" + HexFormat.of().formatHex(sha256().digest(bytes));
        var access = ecr.getAuthorizationToken().authorizationData().getFirst();
        URI registry = URI.create(access.proxyEndpoint());
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<Void> begun = http.send(
                    HttpRequest.newBuilder(registry.resolve("/v2/" + repository + "/blobs/uploads/"))
                            .header("Authorization", "Basic " + access.authorizationToken())
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            String location = begun.headers().firstValue("Location").orElseThrow();
            URI upload = registry.resolve(location + (location.contains("?") ? "&" : "?") + "digest=" + digest);
            int status = http.send(
                            HttpRequest.newBuilder(upload)
                                    .header("Authorization", "Basic " + access.authorizationToken())
                                    .header("Content-Type", "application/octet-stream")
                                    .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            assertThat(status).isEqualTo(201);
        }
        return digest;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
