package dev.slipway.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecr.EcrClient;

/** Uploads of blobs that are not simply sent in one go. */
class UploadsOverTheWireTest {
    @RegisterExtension
    static final Served SERVED = new Served();

    private final Pushes registry = new Pushes(SERVED);

    @BeforeAll
    static void repositories() {
        EcrClient ecr = SERVED.client(EcrClient.builder());
        ecr.createRepository(create -> create.repositoryName("one"));
        ecr.createRepository(create -> create.repositoryName("other"));
    }

    @AfterEach
    void closeRegistry() {
        registry.close();
    }

    @Test
    void tellHowFarTheyAre() throws Exception {
        String upload = Pushes.path(registry.send("POST", "/v2/one/blobs/uploads/", ""));
        registry.send("PATCH", upload, "hello ");

        HttpResponse<String> asked = registry.send("GET", upload, "");

        assertThat(asked.statusCode()).isEqualTo(204);
        assertThat(asked.headers().firstValue("Range")).hasValue("0-5");
    }

    @Test
    void takeNoPieceThatDoesNotFollowTheLast() throws Exception {
        String upload = Pushes.path(registry.send("POST", "/v2/one/blobs/uploads/", ""));
        registry.send("PATCH", upload, "hello ");

        HttpResponse<String> wrong = registry.send("PATCH", upload, "world", "content-range", "7-11");
        HttpResponse<String> right = registry.send("PATCH", upload, "world", "content-range", "6-10");

        assertThat(wrong.statusCode()).isEqualTo(416);
        assertThat(wrong.headers().firstValue("Range")).hasValue("0-5");
        assertThat(right.statusCode()).isEqualTo(202);
        assertThat(right.headers().firstValue("Range")).hasValue("0-10");
    }

    @Test
    void areForgottenWhenTheyAreCancelled() throws Exception {
        String upload = Pushes.path(registry.send("POST", "/v2/one/blobs/uploads/", ""));

        int cancelled = registry.send("DELETE", upload, "").statusCode();
        HttpResponse<String> afterwards = registry.send("PATCH", upload, "too late");

        assertThat(cancelled).isEqualTo(204);
        assertThat(afterwards.statusCode()).isEqualTo(404);
        assertThat(afterwards.body()).contains("BLOB_UPLOAD_UNKNOWN");
    }

    @Test
    void mountOnlyWhatTheOtherRepositoryHas() throws Exception {
        registry.pushBlob("one", "a secret of the first");
        String digest = Pushes.sha256("a secret of the first");

        HttpResponse<String> fromAThird =
                registry.send("POST", "/v2/other/blobs/uploads/?mount=" + digest + "&from=other", "");

        assertThat(fromAThird.statusCode()).as("an upload is begun instead").isEqualTo(202);
        assertThat(registry.send("HEAD", "/v2/other/blobs/" + digest, "").statusCode())
                .as("a blob is there where it was pushed or mounted, nowhere else")
                .isEqualTo(404);
    }
}
