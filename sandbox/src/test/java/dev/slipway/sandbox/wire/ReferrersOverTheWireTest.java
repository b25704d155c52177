package dev.slipway.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageReferrer;

/** Signatures and the like, pushed beside an image and found by its digest. */
class ReferrersOverTheWireTest {
    private static final String TYPE = "application/vnd.oci.image.manifest.v1+json";
    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";

    @RegisterExtension
    static final Served SERVED = new Served();

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void areListedOfOneTypeOrAll() throws Exception {
        String image = push("signed", manifest("signed", "", ""));
        String signature = push("signed", manifest("signed", "application/vnd.cncf.notary.signature", image));
        String bill = push("signed", manifest("signed", "text/sbom+json", image));

        HttpResponse<String> all = send("GET", "/v2/signed/referrers/" + image, "");
        HttpResponse<String> one = send("GET", "/v2/signed/referrers/" + image + "?artifactType=text/sbom%2Bjson", "");
        JsonNode index = new ObjectMapper().readTree(all.body());

        assertThat(all.headers().firstValue("content-type")).hasValue("application/vnd.oci.image.index.v1+json");
        assertThat(index.path("manifests"))
                .extracting(found -> found.path("digest").asText())
                .containsExactlyInAnyOrder(signature, bill);
        assertThat(new ObjectMapper().readTree(one.body()).path("manifests").toString())
                .isEqualTo("[{\"mediaType\":\"" + TYPE + "\",\"digest\":\"" + bill + "\",\"size\":"
                        + manifest("signed", "text/sbom+json", image).length()
                        + ",\"artifactType\":\"text/sbom+json\"}]");
        assertThat(one.headers().firstValue("oci-filters-applied")).hasValue("artifactType");
    }

    @Test
    void areToldByEcrItselfToo() throws Exception {
        EcrClient ecr = SERVED.client(EcrClient.builder());
        String image = push("told", manifest("told", "", ""));
        String signature = push("told", manifest("told", "application/vnd.cncf.notary.signature", image));
        push("told", manifest("told", "text/sbom+json", image));

        var first = ecr.listImageReferrers(list -> list.repositoryName("told")
                .subjectId(subject -> subject.imageDigest(image))
                .maxResults(1));
        var both = ecr.listImageReferrers(
                list -> list.repositoryName("told").subjectId(subject -> subject.imageDigest(image)));
        var signatures = ecr.listImageReferrers(list -> list.repositoryName("told")
                .subjectId(subject -> subject.imageDigest(image))
                .filter(filter -> filter.artifactTypes("application/vnd.cncf.notary.signature")));
        var archived = ecr.listImageReferrers(list -> list.repositoryName("told")
                .subjectId(subject -> subject.imageDigest(image))
                .filter(filter -> filter.artifactStatus("ARCHIVED")));

        assertThat(first.referrers()).hasSize(1);
        assertThat(first.nextToken()).isNotNull();
        assertThat(both.referrers()).hasSize(2);
        assertThat(archived.referrers()).isEmpty();
        assertThat(signatures.referrers())
                .containsExactly(ImageReferrer.builder()
                        .digest(signature)
                        .mediaType(TYPE)
                        .artifactType("application/vnd.cncf.notary.signature")
                        .size((long) manifest("told", "application/vnd.cncf.notary.signature", image)
                                .length())
                        .artifactStatus("ACTIVE")
                        .build());
    }

    @Test
    void areNoneOfWhatNobodyPushedAbout() throws Exception {
        String image = push("plain", manifest("plain", "", ""));

        HttpResponse<String> none = send("GET", "/v2/plain/referrers/" + image, "");

        assertThat(none.statusCode()).isEqualTo(200);
        assertThat(new ObjectMapper().readTree(none.body()).path("manifests")).isEmpty();
    }

    /** Without this header, a client keeps a list of its own under a tag made of the digest. */
    @Test
    void areTakenNoteOfWhenTheyArePushed() throws Exception {
        String image = push("noted", manifest("noted", "", ""));
        String signature = manifest("noted", "application/vnd.cncf.notary.signature", image);

        HttpResponse<String> pushed = put("noted", signature);

        assertThat(pushed.headers().firstValue("oci-subject")).hasValue(image);
    }

    @Test
    void areToldWithAnEventOfTheirOwn() throws Exception {
        String image = push("heard", manifest("heard", "", ""));
        var registry = new Pushes(SERVED);
        String queue = registry.queueFor("heard");

        push("heard", manifest("heard", "text/sbom+json", image));

        assertThat(registry.receive(queue, 1))
                .extracting(event -> event.path("detail-type").asText() + " "
                        + event.at("/detail/artifact-media-type").asText())
                .containsExactly("ECR Referrer Action text/sbom+json");
        registry.close();
    }

    private String manifest(String repository, String artifactType, String subject) throws Exception {
        EcrClient ecr = SERVED.client(EcrClient.builder());
        if (ecr.describeRepositories().repositories().stream()
                .noneMatch(known -> known.repositoryName().equals(repository))) {
            ecr.createRepository(create -> create.repositoryName(repository));
        }
        send("POST", "/v2/" + repository + "/blobs/uploads/?digest=" + sha256("{}"), "{}");
        String about = subject.isEmpty()
                ? ""
                : "\"artifactType\":\"" + artifactType + "\",\"subject\":{\"mediaType\":\"" + TYPE + "\",\"digest\":\""
                        + subject + "\",\"size\":1},";
        return "{\"schemaVersion\":2,\"mediaType\":\"" + TYPE + "\"," + about + "\"config\":{\"mediaType\":\"" + CONFIG
                + "\",\"digest\":\"" + sha256("{}") + "\",\"size\":2},\"layers\":[]}";
    }

    private String push(String repository, String manifest) throws Exception {
        assertThat(put(repository, manifest).statusCode()).isEqualTo(201);
        return sha256(manifest);
    }

    private HttpResponse<String> put(String repository, String manifest) throws Exception {
        return send("PUT", "/v2/" + repository + "/manifests/" + sha256(manifest), manifest);
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(SERVED.sandbox().endpoint() + path))
                .header("content-type", TYPE)
                .method(method, BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String sha256(String text) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256:" + HexFormat.of().formatHex(hash);
    }
}
