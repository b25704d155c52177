package dev.slipway.sandbox.wire;

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
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Pushes to a sandbox's registry, step by step, and hears what is told of it. */
final class Pushes {
    static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
    static final String CONFIG_TYPE = "application/vnd.oci.image.config.v1+json";
    static final String INDEX_TYPE = "application/vnd.oci.image.index.v1+json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Served served;
    private final HttpClient http = HttpClient.newHttpClient();

    Pushes(Served served) {
        this.served = served;
    }

    void close() {
        http.close();
    }

    String queueFor(String repository) {
        SqsClient sqs = served.client(SqsClient.builder());
        EventBridgeClient events = served.client(EventBridgeClient.builder());
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

    List<JsonNode> receive(String queue, int count) throws Exception {
        SqsClient sqs = served.client(SqsClient.builder());
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

    String pushImage(String repository, String tag, String content) throws Exception {
        String manifest = manifest(repository, content);
        putManifest(repository, tag.isEmpty() ? sha256(manifest) : tag, MANIFEST_TYPE, manifest);
        return sha256(manifest);
    }

    String manifest(String repository, String content) throws Exception {
        pushBlob(repository, "{}");
        pushBlob(repository, content);
        return "{\"schemaVersion\":2,\"mediaType\":\"" + MANIFEST_TYPE + "\",\"config\":{\"mediaType\":\"" + CONFIG_TYPE
                + "\",\"digest\":\"" + sha256("{}") + "\",\"size\":2},\"layers\":[{\"mediaType\":"
                + "\"application/vnd.oci.image.layer.v1.tar\",\"digest\":\"" + sha256(content) + "\",\"size\":"
                + content.length() + "}]}";
    }

    String pushIndex(String repository, String tag, String amd64, String arm64) throws Exception {
        String index = "{\"schemaVersion\":2,\"mediaType\":\"" + INDEX_TYPE + "\",\"manifests\":["
                + entry(amd64, "amd64") + "," + entry(arm64, "arm64") + "]}";
        putManifest(repository, tag, INDEX_TYPE, index);
        return sha256(index);
    }

    private static String entry(String digest, String architecture) {
        return "{\"mediaType\":\"" + MANIFEST_TYPE + "\",\"digest\":\"" + digest
                + "\",\"size\":1,\"platform\":{\"os\":\"linux\",\"architecture\":\"" + architecture + "\"}}";
    }

    void pushBlob(String repository, String content) throws Exception {
        send("POST", "/v2/" + repository + "/blobs/uploads/?digest=" + sha256(content), content);
    }

    HttpResponse<String> putManifest(String repository, String reference, String type, String manifest)
            throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create(served.sandbox().endpoint() + "/v2/" + repository + "/manifests/" + reference))
                .header("content-type", type)
                .PUT(BodyPublishers.ofString(manifest))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(served.sandbox().endpoint() + path))
                .method(method, BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static String path(HttpResponse<String> answer) {
        return URI.create(answer.headers().firstValue("Location").orElseThrow()).getPath();
    }

    static String sha256(String text) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256:" + HexFormat.of().formatHex(hash);
    }
}
