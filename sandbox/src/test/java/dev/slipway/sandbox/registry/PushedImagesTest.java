package dev.slipway.sandbox.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.drive.Calls;
import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.Identity;
import dev.slipway.sandbox.model.Outbox;
import dev.slipway.sandbox.model.World;
import dev.slipway.sandbox.model.ecr.Ecr;
import dev.slipway.sandbox.model.ecr.LayerStored;
import dev.slipway.sandbox.model.ecr.Repositories;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushedImagesTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    Path directory;

    private final World world = new World(
            List.of(new Repositories(
                    new Identity("123456789012", "eu-west-1"), (source, type, resources, detail, now) -> {}, "arm64")),
            new Outbox());
    private final Calls model = new Calls() {
        @Override
        public <R> R call(Call<R> call) {
            return world.apply(call, NOON);
        }
    };

    @Test
    void ofAnIndexTheImageForThisMachineIsRun() throws Exception {
        var blobs = new BlobDirectory(directory);
        model.call(new Ecr.CreateRepository("todo", List.of(), null, List.of(), null, null));
        String amd64 = push(blobs, "{\"architecture\":\"amd64\"}");
        String arm64 = push(blobs, "{\"architecture\":\"arm64\"}");
        String index = put("{\"manifests\":[" + entry(amd64, "amd64") + "," + entry(arm64, "arm64") + "]}");

        var image = new PushedImages(model, blobs, "arm64").image("todo", index).orElseThrow();

        assertThat(image.digest()).isEqualTo(arm64);
        assertThat(image.config().path("architecture").asText()).isEqualTo("arm64");
        assertThat(new PushedImages(model, blobs, "riscv64").image("todo", index))
                .isEmpty();
    }

    private String push(BlobDirectory blobs, String config) throws Exception {
        byte[] bytes = config.getBytes(StandardCharsets.UTF_8);
        String digest = "sha256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        blobs.begin("upload");
        blobs.append("upload", new ByteArrayInputStream(bytes));
        blobs.finish("upload", digest);
        model.call(new LayerStored("todo", digest, bytes.length));
        return put("{\"config\":{\"digest\":\"" + digest + "\"},\"layers\":[]}");
    }

    private String put(String manifest) {
        return String.valueOf(model.call(new Ecr.PutImage("todo", manifest, null, null, null))
                .image()
                .imageId()
                .imageDigest());
    }

    private static String entry(String digest, String architecture) {
        return "{\"digest\":\"" + digest + "\",\"platform\":{\"os\":\"linux\",\"architecture\":\"" + architecture
                + "\"}}";
    }
}
