package dev.slipway.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class ImagesOverTheWireTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
    private static final String CONFIG_TYPE = "application/vnd.oci.image.config.v1+json";
    private static final String INDEX_TYPE = "application/vnd.oci.image.index.v1+json";

    @RegisterExtension
    static final Served SERVED = new Served();

    private final EcrClient ecr = SERVED.client(EcrClient.builder());
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void closeHttp() {
        http.close();
    }

    @Test
    void tellsAPushWithItsTagAndDigest() throws Exception {
        ecr.createRepository(create -> create.repositoryName("shop/api"));
        String queue = queueFor("shop/api");

        String digest = pushImage("shop/api", "v1", "one");

        JsonNode event = receive(queue, 1).getFirst();
        assertThat(event.path("resources").toString()).isEqualTo("[]");
        assertThat(event.path("detail").toString())
                .isEqualTo("{\"action-type\":\"PUSH\",\"result\":\"SUCCESS\",\"repository-name\":\"shop/api\","
                        + "\"image-tag\":\"v1\",\"image-digest\":\"" + digest + "\",\"manifest-media-type\":\""
                        + MANIFEST_TYPE
                        + "\",\"artifact-media-type\":\"" + CONFIG_TYPE + "\"}");
    }

    @Test
    void tellsEveryManifestOfAMultiPlatformPush() throws Exception {
        ecr.createRepository(create -> create.repositoryName("multi"));
        String queue = queueFor("multi");
        String amd64 = pushImage("multi", "", "amd64");
        String arm64 = pushImage("multi", "", "arm64");

        String index = pushIndex("multi", "v2", amd64, arm64);

        assertThat(receive(queue, 3))
                .extracting(event -> event.at("/detail/image-tag").asText() + " "
                        + event.at("/detail/image-digest").asText())
                .containsExactlyInAnyOrder(" " + amd64, " " + arm64, "v2 " + index);
    }

    @Test
    void describesAnImageByItsTag() throws Exception {
        ecr.createRepository(create -> create.repositoryName("described"));
        String digest = pushImage("described", "v1", "described");

        var image = ecr.describeImages(describe -> describe.repositoryName("described")
                        .imageIds(ImageIdentifier.builder().imageTag("v1").build()))
                .imageDetails()
                .getFirst();

        assertThat(image.imageDigest()).isEqualTo(digest);
        assertThat(image.imageTags()).containsExactly("v1");
        assertThat(image.imageManifestMediaType()).isEqualTo(MANIFEST_TYPE);
        assertThat(image.artifactMediaType()).isEqualTo(CONFIG_TYPE);
        assertThat(image.imageSizeInBytes()).isEqualTo(11L);
        assertThat(image.imagePushedAt()).isNotNull();
    }

    @Test
    void movesATagByRetaggingAndKeepsTheTimeOfTheFirstPush() throws Exception {
        ecr.createRepository(create -> create.repositoryName("retagged"));
        String digest = pushImage("retagged", "v1", "first");
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
        pushImage("fixed", "v1", "one");

        HttpResponse<String> refused = putManifest("fixed", "v1", MANIFEST_TYPE, manifest("fixed", "another"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("TAG_INVALID", "cannot be overwritten because the tag is immutable");
    }

    @Test
    void saysHowToCreateARepositoryThatIsNotThere() throws Exception {
        HttpResponse<String> refused = send("POST", "/v2/nowhere/blobs/uploads/", "");

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
        String manifest = "{\"schemaVersion\":2,\"config\":{\"mediaType\":\"" + CONFIG_TYPE + "\",\"digest\":\""
                + sha256("{}") + "\",\"size\":2},\"layers\":[]}";

        HttpResponse<String> refused = putManifest("incomplete", "v1", MANIFEST_TYPE, manifest);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("MANIFEST_BLOB_UNKNOWN");
    }

    @Test
    void takesABlobInPieces() throws Exception {
        ecr.createRepository(create -> create.repositoryName("pieces"));
        String location = path(send("POST", "/v2/pieces/blobs/uploads/", ""));
        HttpResponse<String> first = send("PATCH", location, "hello ");
        HttpResponse<String> second = send("PATCH", path(first), "world");

        HttpResponse<String> done = send("PUT", path(second) + "?digest=" + sha256("hello world"), "");

        assertThat(second.headers().firstValue("Range")).hasValue("0-10");
        assertThat(done.statusCode()).isEqualTo(201);
        assertThat(send("GET", "/v2/pieces/blobs/" + sha256("hello world"), "").body())
                .isEqualTo("hello world");
    }

    @Test
    void refusesABlobThatIsNotWhatItsDigestSays() throws Exception {
        ecr.createRepository(create -> create.repositoryName("wrong"));

        HttpResponse<String> refused = send("POST", "/v2/wrong/blobs/uploads/?digest=" + sha256("other"), "this");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("DIGEST_INVALID");
    }

    @Test
    void mountsABlobFromAnotherRepository() throws Exception {
        ecr.createRepository(create -> create.repositoryName("source"));
        ecr.createRepository(create -> create.repositoryName("target"));
        pushBlob("source", "shared layer");

        HttpResponse<String> mounted =
                send("POST", "/v2/target/blobs/uploads/?mount=" + sha256("shared layer") + "&from=source", "");

        assertThat(mounted.statusCode()).isEqualTo(201);
        assertThat(send("HEAD", "/v2/target/blobs/" + sha256("shared layer"), "")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void givesManifestsBackByteForByte() throws Exception {
        ecr.createRepository(create -> create.repositoryName("exact"));
        String manifest = manifest("exact", "exact").replace(",", " ,\n ");
        putManifest("exact", "v1", MANIFEST_TYPE, manifest);

        HttpResponse<String> pulled = send("GET", "/v2/exact/manifests/v1", "");

        assertThat(pulled.body()).isEqualTo(manifest);
        assertThat(pulled.headers().firstValue("content-type")).hasValue(MANIFEST_TYPE);
        assertThat(pulled.headers().firstValue("docker-content-digest")).hasValue(sha256(manifest));
        assertThat(send("GET", "/v2/exact/tags/list", "").body()).isEqualTo("{\"name\":\"exact\",\"tags\":[\"v1\"]}");
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

    private String queueFor(String repository) {
        SqsClient sqs = SERVED.client(SqsClient.builder());
        EventBridgeClient events = SERVED.client(EventBridgeClient.builder());
        String name = repository.replace('/', '-');
        String url = sqs.createQueue(create ->
                        create.queueName(name).attributes(Map.of(QueueAttributeName.POLICY, Served.EVENTS_MAY_SEND)))
                .queueUrl();
        events.putRule(put -> put.name(name)
                .eventPattern("{\"source\":[\"aws.ecr\"],\"detail\":{\"repository-name\":[\"" + repository + "\"]}}"));
        var target = Target.builder()
                .id("queue")
                .arn("arn:aws:sqs:eu-west-1:123456789012:" + name)
                .build();
        events.putTargets(put -> put.rule(name).targets(target));
        return url;
    }

    private static List<JsonNode> receive(String queue, int count) throws Exception {
        SqsClient sqs = SERVED.client(SqsClient.builder());
        var received = new ArrayList<JsonNode>();
        for (int tries = 0; received.size() < count && tries < 10; tries++) {
            for (var message : sqs.receiveMessage(receive ->
                            receive.queueUrl(queue).waitTimeSeconds(5).maxNumberOfMessages(10))
                    .messages()) {
                received.add(JSON.readTree(message.body()));
            }
        }
        return received;
    }

    private String pushImage(String repository, String tag, String content) throws Exception {
        String manifest = manifest(repository, content);
        putManifest(repository, tag.isEmpty() ? sha256(manifest) : tag, MANIFEST_TYPE, manifest);
        return sha256(manifest);
    }

    private String manifest(String repository, String content) throws Exception {
        pushBlob(repository, "{}");
        pushBlob(repository, content);
        return "{\"schemaVersion\":2,\"mediaType\":\"" + MANIFEST_TYPE + "\",\"config\":{\"mediaType\":\"" + CONFIG_TYPE
                + "\",\"digest\":\"" + sha256("{}") + "\",\"size\":2},\"layers\":[{\"mediaType\":"
                + "\"application/vnd.oci.image.layer.v1.tar\",\"digest\":\"" + sha256(content) + "\",\"size\":"
                + content.length() + "}]}";
    }

    private String pushIndex(String repository, String tag, String amd64, String arm64) throws Exception {
        String index = "{\"schemaVersion\":2,\"mediaType\":\"" + INDEX_TYPE + "\",\"manifests\":["
                + entry(amd64, "amd64") + "," + entry(arm64, "arm64") + "]}";
        putManifest(repository, tag, INDEX_TYPE, index);
        return sha256(index);
    }

    private static String entry(String digest, String architecture) {
        return "{\"mediaType\":\"" + MANIFEST_TYPE + "\",\"digest\":\"" + digest
                + "\",\"size\":1,\"platform\":{\"os\":\"linux\",\"architecture\":\"" + architecture + "\"}}";
    }

    private void pushBlob(String repository, String content) throws Exception {
        send("POST", "/v2/" + repository + "/blobs/uploads/?digest=" + sha256(content), content);
    }

    private HttpResponse<String> putManifest(String repository, String reference, String type, String manifest)
            throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create(SERVED.sandbox().endpoint() + "/v2/" + repository + "/manifests/" + reference))
                .header("content-type", type)
                .PUT(BodyPublishers.ofString(manifest))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(SERVED.sandbox().endpoint() + path))
                .method(method, BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String path(HttpResponse<String> answer) {
        return URI.create(answer.headers().firstValue("Location").orElseThrow()).getPath();
    }

    private static String sha256(String text) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256:" + HexFormat.of().formatHex(hash);
    }
}
