package dev.slipway.sandbox.tasks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.sandbox.registry.ImageStore;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Images made of what every Debian has, Perl and a shell with their libraries; kept by digest. */
final class TestImages implements ImageStore {
    private static final String OCI = "application/vnd.oci.image.";
    private static final Path PERL = Path.of("/usr/bin/perl");
    private static final Path SHELL = Path.of("/bin/sh");

    private final Map<String, StoredImage> images = new ConcurrentHashMap<>();
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();

    /** Whether this machine has what the images are made of. */
    static boolean canBeMade() {
        return Files.isExecutable(PERL) && !libraries(PERL).isEmpty();
    }

    /** Keeps an image with a web server that is told what to say by {@code GREETING}, and returns its digest. */
    String server(String greeting) {
        var base = new Tar().directory("tmp", 01777).copyOf(PERL).copyOf(SHELL);
        TreeSet<String> libraries = new TreeSet<>(libraries(PERL));
        libraries.addAll(libraries(SHELL));
        libraries.forEach(library -> base.copyOf(Path.of(library)));
        var program = new Tar()
                .file("srv/server.pl", 0644, Program.script("/tasks/server.pl"))
                .file("srv/given", 0644, "given");
        return image(
                "{\"architecture\": \"amd64\", \"os\": \"linux\", \"config\": {"
                        + "\"Entrypoint\": [\"perl\", \"server.pl\"], \"Cmd\": [\"web\"], \"WorkingDir\": \"/srv\","
                        + "\"Env\": [\"PATH=/usr/bin:/bin\", \"GREETING=" + greeting + "\"]},"
                        + "\"rootfs\": {\"type\": \"layers\", \"diff_ids\": [\"" + digest(base.plain()) + "\", \""
                        + digest(program.plain()) + "\"]}}",
                base.gzipped(),
                program.gzipped());
    }

    /** A blob or a manifest. */
    Optional<byte[]> blob(String digest) {
        return Optional.ofNullable(blobs.get(digest));
    }

    @Override
    public Optional<StoredImage> image(String repository, String digest) {
        return Optional.ofNullable(images.get(digest));
    }

    private String image(String config, byte[]... layers) {
        List<Layer> kept = new ArrayList<>();
        List<Map<String, Object>> descriptors = new ArrayList<>();
        for (byte[] layer : layers) {
            kept.add(new BlobLayer(keep(layer)));
            descriptors.add(descriptor("layer.v1.tar+gzip", layer));
        }
        byte[] configBytes = config.getBytes(StandardCharsets.UTF_8);
        keep(configBytes);
        try {
            Map<String, Object> manifest = new TreeMap<>();
            manifest.put("schemaVersion", 2);
            manifest.put("mediaType", OCI + "manifest.v1+json");
            manifest.put("config", descriptor("config.v1+json", configBytes));
            manifest.put("layers", descriptors);
            String text = new ObjectMapper().writeValueAsString(manifest);
            String digest = keep(text.getBytes(StandardCharsets.UTF_8));
            images.put(digest, new StoredImage(digest, text, new ObjectMapper().readTree(config), kept));
            return digest;
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private String keep(byte[] blob) {
        String digest = digest(blob);
        blobs.put(digest, blob);
        return digest;
    }

    private static Map<String, Object> descriptor(String type, byte[] blob) {
        return new TreeMap<>(Map.of("mediaType", OCI + type, "digest", digest(blob), "size", blob.length));
    }

    static String digest(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> libraries(Path program) {
        return Program.run(Duration.ofSeconds(5), List.of("ldd", program.toString()))
                .output()
                .lines()
                .flatMap(line -> List.of(line.strip().split(" ")).stream())
                .filter(word -> word.startsWith("/") && Files.isRegularFile(Path.of(word)))
                .toList();
    }

    private final class BlobLayer implements Layer {
        private final String digest;

        BlobLayer(String digest) {
            this.digest = digest;
        }

        @Override
        public String digest() {
            return digest;
        }

        @Override
        public String mediaType() {
            return OCI + "layer.v1.tar+gzip";
        }

        @Override
        public long sizeBytes() {
            return blob(digest).orElseThrow().length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(blob(digest).orElseThrow());
        }
    }
}
